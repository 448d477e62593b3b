using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>The contracting service's lists of invoices, newest first.</summary>
internal static class InvoiceLists
{
    private const string SearchReturn = "getFacturasReturn";

    public static async ValueTask<NativeOutcome> OfContractAsync(
        NativeCall call, string returnElement, string item, Action<RecordWriter, KnownInvoice> write)
    {
        if (call.ContractIn("numeroContrato") is not { } account)
        {
            return call.ReplyResultWithin(returnElement, WireResult.ContractNotFound);
        }

        WirePage page = WirePage.In(call.Request);
        Finding<IReadOnlyList<InvoiceRecord>> found = await call.Records.Invoices.ListAsync(
            [account.Contract], call.Request.Issued(), page.Skip, page.Take, call.Cancellation);
        return List(call, found, new InvoiceListShape(returnElement, "facturas", item, write));
    }

    public static async ValueTask<NativeOutcome> CountAsync(NativeCall call)
    {
        const string Return = "countFacturasContratoReturn";
        if (call.ContractIn("numeroContrato") is not { } account)
        {
            return call.Reply(Return, static (reply, name) => reply.Value(name, (long?)null));
        }

        Finding<InvoiceCount> found = await call.Records.Invoices.CountAsync(
            account.Contract, call.Request.Issued(), call.Cancellation);
        return found.Facts is { } count
            ? call.Reply(count.Invoices, static (reply, count) => reply.Value(Return, count))
            : NativeOutcome.NoAnswer(found.State);
    }

    /// <summary>By invoice, else by contract, else by customer.</summary>
    public static async ValueTask<NativeOutcome> SearchAsync(NativeCall call)
    {
        InvoiceListShape shape = new(SearchReturn, "facturas", "FacturaDTO", InvoiceShapes.Write);
        if (call.Request.Text("numeroFactura") is { } number)
        {
            return await ByNumberAsync(call, number, shape);
        }

        Finding<InvoiceOwner> owner = await OwnerAsync(call);
        return owner.State == FindingState.Unknown ? call.ReplyResultWithin(SearchReturn, WireResult.ContractNotFound)
            : owner.Facts is not { } known ? NativeOutcome.NoAnswer(owner.State)
            : List(
                call,
                await call.Records.Invoices.ListAsync(
                    [known.Contract], call.Request.Issued(), 0, WirePage.Limit, call.Cancellation),
                shape);
    }

    public static async ValueTask<NativeOutcome> ByConditionsAsync(NativeCall call)
    {
        ContractNumber[] contracts = [.. call.ContractsNamed("numContratos", "nifs")];
        return contracts.Length == 0
            ? call.ReplyResultWithin("return", WireResult.ContractNotFound)
            : List(
                call,
                await call.Records.Invoices.ListAsync(
                    contracts, call.Request.Issued("fechaDesde", "fechaHasta"), 0, WirePage.Limit,
                    call.Cancellation),
                new InvoiceListShape("return", "facturas", "facturaDTO", InvoiceShapes.WriteFound));
    }

    public static async ValueTask<NativeOutcome> ByIdsAsync(NativeCall call)
    {
        WirePage page = WirePage.In(call.Request);
        InvoiceKey[] wanted =
        [
            .. (call.Request.Record("idFacturas")?.Numbers("int") ?? [])
                .Select(id => (Id: (int)id, Contract: call.Book.ContractOfInvoice((int)id)))
                .Where(key => key.Contract is not null)
                .Skip(page.Skip).Take(page.Take)
                .Select(key => new InvoiceKey(key.Contract!.Value, key.Id)),
        ];
        return List(
            call, await call.Records.Invoices.FindAsync(wanted, call.Cancellation),
            new InvoiceListShape("recuperaFacturasByIdsReturn", "facturasId", "FacturasIdDTO", InvoiceShapes.WriteId));
    }

    private static async ValueTask<NativeOutcome> ByNumberAsync(NativeCall call, string number, InvoiceListShape shape)
    {
        Finding<InvoiceDetail> found = call.Book.ContractOfInvoice(number) is { } contract
            ? await call.Records.Invoices.FindAsync(contract, number, call.Cancellation)
            : Findings.None<InvoiceDetail>(FindingState.Unknown);
        return found.State switch
        {
            FindingState.Known =>
                List(call, Findings.Known<IReadOnlyList<InvoiceRecord>>([found.Facts!.Invoice]), shape),
            FindingState.Unknown => call.ReplyResultWithin(shape.Return, WireResult.InvoiceNotFound),
            _ => NativeOutcome.NoAnswer(found.State),
        };
    }

    private static async ValueTask<Finding<InvoiceOwner>> OwnerAsync(NativeCall call)
    {
        if (call.Request.Number("numeroContrato") is not null)
        {
            return call.ContractIn("numeroContrato") is { } account
                ? Findings.Known(new InvoiceOwner(account.Contract))
                : Findings.None<InvoiceOwner>(FindingState.Unknown);
        }

        return call.Request.Number("numeroCliente") is { } customer
            ? await call.Records.Invoices.FirstOfCustomerAsync((int)customer, call.Cancellation)
            : Findings.None<InvoiceOwner>(FindingState.Unknown);
    }

    private static NativeOutcome List(
        NativeCall call, Finding<IReadOnlyList<InvoiceRecord>> found, InvoiceListShape shape)
    {
        if (found.Facts is not { } invoices)
        {
            return NativeOutcome.NoAnswer(found.State);
        }

        List<KnownInvoice> known = [];
        foreach (InvoiceRecord invoice in invoices)
        {
            if (call.Book.Find(invoice.Contract) is not { } account)
            {
                // The book and the records are of different imports for a moment.
                return NativeOutcome.NoAnswer(FindingState.Withheld);
            }

            known.Add(new KnownInvoice(invoice, account, call.Today));
        }

        return call.Reply((shape, known), static (reply, list) => reply.Record(
            list.shape.Return, list, static (record, list) => record
                .Record("resultado", WireResult.Ok, WireResult.Write)
                .Record(list.shape.List, list, static (items, list) =>
                    items.Records(list.shape.Item, list.known, list.shape.Write))));
    }
}
