using Strangler.AquaCis.Soap;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Tariffs;

/// <summary>Writes concepts and tariffs. A tariff carries no prices, only the names of its correctors.</summary>
internal static class TariffRecords
{
    private const short Water = 1;

    /// <summary>As recorded, its slip of the pen included.</summary>
    private const string Gazette = "DIARIO OFICIAL DE LA SOMBRE DE ARTEGA";

    /// <summary>Water has two parts, as recorded; only the first one's name was.</summary>
    private static readonly (string Name, string[] Correctors)[] WaterParts =
    [
        // Four of the ten that legacy applies; the names of the others were not recorded.
        ("Servicio Integral de Agua Potable",
            ["POLITICA DE FUGA1", "Cantidad / Unidades servidas", "redondea unidades", "Baja Temporal"]),
        ("Descuento Pensionado", []),
    ];

    public static void WriteChargeType(
        RecordWriter record, short serviceArea, short chargeType, string? name, Money? amount = null) => record
        .Record("codigoConcepto", (serviceArea, chargeType), static (code, ids) => code
            .Value("id1Short", ids.serviceArea)
            .Value("id2Short", ids.chargeType))
        .Value("descripcionConcepto", name)
        .Value("organismoPropietario", "COMISION ESTATAL DE AGUAS")
        .Value("conceptoPeriodico", true)
        .Value("importe", amount);

    /// <summary>A concept with the one tariff a contract has for it.</summary>
    public static void WriteContracted(RecordWriter record, TariffInForce tariff) =>
        WriteWithTariffs(record, tariff, null, [tariff]);

    /// <summary>A concept as billed: its amount, and the tariffs its lines were priced by.</summary>
    /// <param name="lines">All of one charge type.</param>
    public static void WriteBilled(RecordWriter record, IReadOnlyList<PricedLine> lines) => WriteWithTariffs(
        record, lines[0].Tariff, lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount),
        lines.Select(line => line.Tariff).Distinct());

    public static void WriteTariff(RecordWriter record, TariffInForce tariff) => WriteCore(record, tariff);

    /// <summary>A contract's own tariff, with the variables its bills depend on.</summary>
    public static void WriteTariffOf(RecordWriter record, TariffInForce tariff, ContractVariables variables) =>
        WriteCore(record, tariff).Record("variablesContratos", variables, static (list, variables) => list.Records(
            "Variable", variables.All, static (item, variable) => item
                .Value("descripcion", variable.Name)
                .Value("valor", variable.Value)
                .Value("id", variable.Id)));

    private static void WriteWithTariffs(
        RecordWriter record, TariffInForce chargeType, Money? amount, IEnumerable<TariffInForce> tariffs) => record
        .Record("concepto", item => WriteChargeType(
            item, chargeType.ServiceArea, chargeType.ChargeType, chargeType.ChargeTypeName, amount))
        .Record("tarifasFacturadas", tariffs, static (list, tariffs) => list.Records("Tarifa", tariffs, WriteTariff));

    private static RecordWriter WriteCore(RecordWriter record, TariffInForce tariff) => record
        .Record("codigo", tariff, static (code, tariff) => code
            .Value("id1Short", tariff.ServiceArea)
            .Value("id2Short", tariff.ChargeType)
            .Value("id3Short", tariff.TariffKind))
        .Value("descripcion", tariff.TariffKindName)
        .Record("publicacion", tariff, static (publication, tariff) => publication
            .Value("fechaPublicacion", WireDay.Text(tariff.Since))
            .Value("textoPublicacion", Gazette))
        .Record("subconceptos", tariff, static (list, tariff) => list.Records(
            "Subconcepto", PartsOf(tariff), static (item, part) => item
                .Record("correctoresAplicables", part.Correctors, static (correctors, names) => correctors.Records(
                    "Corrector", names, static (corrector, name) => corrector.Value("descripcion", name)))
                .Value("descripcion", part.Name)));

    private static (string Name, string[] Correctors)[] PartsOf(TariffInForce tariff) =>
        tariff.ChargeType == Water ? WaterParts : [(tariff.ChargeTypeName ?? "", [])];
}
