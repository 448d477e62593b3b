using Strangler.AquaCis.Soap;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Tariffs;

/// <summary>
/// The customer office's concepts and tariffs. It finds no contract or invoice but in the service area asked for.
/// </summary>
internal static class TariffQueries
{
    private const string Service = "InterfazOficinaVirtualClientesWS";
    private const short Water = 1;

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Service, "getConceptos", ChargeTypesAsync),
        new(Service, "getTarifasVigente", InForceAsync),
        new(Service, "getTarifaDeAguaPorContrato", WaterTariffAsync),
        new(Service, "getConceptoConTarifasDeContrato", OfContractAsync),
        new(Service, "getConceptoConTarifasDeFactura", OfInvoiceAsync),
    ];

    private static async ValueTask<NativeOutcome> ChargeTypesAsync(NativeCall call)
    {
        Finding<IReadOnlyList<ChargeTypeName>> found = Short(call.Request.Number("explotacion")) is { } area
            ? await call.Records.Tariffs.ChargeTypesAsync(area, call.Cancellation)
            : Findings.Known<IReadOnlyList<ChargeTypeName>>([]);
        return found.Facts is { } chargeTypes
            ? call.ReplyList(
                "getConceptosReturn", "Concepto", chargeTypes, static (record, one) =>
                    TariffRecords.WriteChargeType(record, one.ServiceArea, one.Id, one.Name))
            : NativeOutcome.NoAnswer(found.State);
    }

    private static async ValueTask<NativeOutcome> InForceAsync(NativeCall call)
    {
        WireRecord? asked = call.Request.Record("tipoConcepto");
        short? area = Short(asked?.Number("id1Short") ?? call.Request.Number("explotacion"));
        Finding<IReadOnlyList<TariffInForce>> found = area is { } known && Short(asked?.Number("id2Short")) is { } type
            ? await call.Records.Tariffs.InForceAsync(known, type, call.Today, call.Cancellation)
            : Findings.Known<IReadOnlyList<TariffInForce>>([]);
        return found.Facts is { } tariffs
            ? call.ReplyList("getTarifasVigenteReturn", "Tarifa", tariffs, TariffRecords.WriteTariff)
            : NativeOutcome.NoAnswer(found.State);
    }

    private static async ValueTask<NativeOutcome> WaterTariffAsync(NativeCall call)
    {
        Finding<ContractTariffs> found = await FindAsync(call);
        if (found.State is not (FindingState.Known or FindingState.Unknown))
        {
            return NativeOutcome.NoAnswer(found.State);
        }

        if (InArea(call, found) is not { } tariffs
            || tariffs.InForce.FirstOrDefault(tariff => tariff.ChargeType == Water) is not { } water)
        {
            return call.ReplyEmpty();
        }

        return call.Book.Find(tariffs.Contract.Number) is { } account
            ? call.Reply(new ContractVariables(tariffs, account.Open), (reply, variables) => reply.Record(
                "getTarifaDeAguaPorContratoReturn", record => TariffRecords.WriteTariffOf(record, water, variables)))
            : NativeOutcome.NoAnswer(FindingState.Withheld);
    }

    private static async ValueTask<NativeOutcome> OfContractAsync(NativeCall call)
    {
        Finding<ContractTariffs> found = await FindAsync(call);
        return found.State is FindingState.Known or FindingState.Unknown
            ? call.ReplyList(
                "getConceptoConTarifasDeContratoReturn", "ConceptoConTarifasFacturadas",
                InArea(call, found)?.InForce ?? [], TariffRecords.WriteContracted)
            : NativeOutcome.NoAnswer(found.State);
    }

    /// <summary>
    /// An invoice that is not known is none to answer about, for it may be one that could not be imported.
    /// </summary>
    private static async ValueTask<NativeOutcome> OfInvoiceAsync(NativeCall call)
    {
        if (call.Request.Text("numFactura") is not { } number
            || call.Book.ContractOfInvoice(number) is not { } contract)
        {
            return NativeOutcome.NoAnswer(FindingState.Unknown);
        }

        Finding<InvoiceTariffs> found =
            await call.Records.Tariffs.OfInvoiceAsync(contract, number, call.Cancellation);
        if (found.Facts is not { } invoice)
        {
            return NativeOutcome.NoAnswer(found.State);
        }

        bool asked = invoice.ServiceArea == call.Request.Number("explotacion")
            && (call.Request.Number("contrato") ?? invoice.Contract.Value) == invoice.Contract.Value;
        return call.ReplyList(
            "getConceptoConTarifasDeFacturaReturn", "ConceptoConTarifasFacturadas",
            asked ? invoice.Lines.GroupBy(line => line.Tariff.ChargeType) : [],
            (record, lines) => TariffRecords.WriteBilled(record, [.. lines]));
    }

    private static async ValueTask<Finding<ContractTariffs>> FindAsync(NativeCall call) =>
        call.Contract("contrato") is { } contract
            ? await call.Records.Tariffs.OfContractAsync(contract, call.Today, call.Cancellation)
            : Findings.None<ContractTariffs>(FindingState.Unknown);

    private static ContractTariffs? InArea(NativeCall call, Finding<ContractTariffs> found) =>
        found.Facts?.Contract.Group.ServiceArea == call.Request.Number("explotacion") ? found.Facts : null;

    private static short? Short(long? number) => number is >= 0 and <= short.MaxValue ? (short)number : null;
}
