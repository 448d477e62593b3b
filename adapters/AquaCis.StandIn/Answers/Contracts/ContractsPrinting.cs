using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.StandIn.Documents;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>Many invoices asked for at once: they wait in the asker's print queue, to be fetched.</summary>
internal sealed class ContractsPrinting(LegacyBooks books, PrintQueue queue, TimeProvider clock)
{
    /// <summary>What legacy calls a job's kind and state was not recorded; these are ours.</summary>
    private const long InvoiceJob = 1;
    private const long Waiting = 1;

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "solicitudFacturasMasiva", Ask)
        .On(ServicePaths.Contracts, "getImpresionesLocalesPendientes", Pending)
        .On(ServicePaths.Contracts, "getPDFImpresionLocalPendiente", Print);

    /// <summary>By contract or by tax id; without a person it is queued for the first contract's holder.</summary>
    private Answer Ask(WireRecord body)
    {
        long[] numbers = [.. body.Numbers("idContratos").Take(Page.Limit)];
        IEnumerable<long> held = body.Texts("nifs").Take(Page.Limit)
            .SelectMany(taxId => books.ContractsOf(taxId).Take(Page.Limit)).Select(contract => (long)contract.Number);
        if (books.AllNamed(numbers.Concat(held).Distinct().Take(Page.Limit)) is not { } contracts)
        {
            return Outcome.ContractNotFound.In("return");
        }

        DateRange range = DateRange.In(body, "fechaDesde", "fechaHasta");
        int person = (int?)body.Number("idPersona") ?? books.HolderOf(contracts[0]).Person;
        queue.Add(number => new PrintJob(
            number, person, body.Text("descripcionTrabajo"), [.. contracts.Select(contract => contract.Number)],
            range.From, range.Until, LegacyCalendar.Now(clock)));
        return Outcome.Ok.In("return");
    }

    private Answer Pending(WireRecord body)
    {
        IEnumerable<PrintJob> jobs = (body.Number("estado") ?? Waiting) == Waiting ? JobsIn(body) : [];
        return Answer.Of(reply => reply.Record("return", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("trabajosPendientes", list => list.Records("TrabajoPendienteDTO", jobs, (item, job) => item
                .Value("codigo", job.Number)
                .Value("tipoTrabajo", InvoiceJob)
                .Value("descripcionTrabajo", job.Description)
                .Value("estado", Waiting)
                .Value("fechaPeticion", job.Asked)))));
    }

    private Answer Print(WireRecord body)
    {
        PrintJob? job = JobsIn(body).FirstOrDefault(job => job.Number == body.Number("codTrabajo"));
        return job is null
            ? Outcome.DocumentNotFound.Within("return")
            : Answer.Of(reply => reply.Record("return", record => record
                .Record("resultado", Outcome.Ok.Write)
                .Value("pdf", PlainPdf.Write(job.Description ?? "FACTURAS", InvoicesOf(job).Select(Line)))));
    }

    private IReadOnlyList<PrintJob> JobsIn(WireRecord body) =>
        body.Number("idPersona") is { } person ? queue.Of((int)person) : [];

    /// <summary>Legacy would print each on its own page; here each is a line, as far as a page goes.</summary>
    private IEnumerable<Invoice> InvoicesOf(PrintJob job) => job.Contracts
        .Select(number => books.FindContract(number)).OfType<Contract>().SelectMany(books.InvoicesOf)
        .Where(invoice => new DateRange(job.From, job.Until).Contains(invoice.Issued));

    private static string Line(Invoice invoice) => string.Create(
        CultureInfo.InvariantCulture,
        $"{invoice.Number}   contrato {invoice.Contract}   {invoice.Issued:yyyy-MM-dd}   {invoice.Amount:0.00} MXN");
}
