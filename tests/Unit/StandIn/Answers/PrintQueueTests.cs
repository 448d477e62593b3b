using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

/// <summary>Many invoices asked for at once wait in the asker's print queue.</summary>
[Collection("sample books")]
public sealed class PrintQueueTests(SampleBooks sample)
{
    private const string Asker = "<idPersona>77</idPersona>";
    private readonly StandInCaller _caller = new(sample.Books);
    private readonly Contract _contract = sample.First();

    [Fact]
    public async Task What_was_asked_for_waits_in_the_askers_queue_and_in_no_other()
    {
        Assert.Equal("0", await Request(Contract(_contract) + "<descripcionTrabajo>LAS DE JULIO</descripcionTrabajo>"));

        XElement job = Assert.Single(await Queue(Asker));
        Assert.Equal("LAS DE JULIO", job.Element("descripcionTrabajo")!.Value);
        Assert.StartsWith("2026-07-10T12:00:00", job.Element("fechaPeticion")!.Value, StringComparison.Ordinal);
        Assert.Empty(await Queue("<idPersona>78</idPersona>"));
        Assert.Empty(await Queue(""));
        Assert.Empty(await Queue(Asker + "<estado>2</estado>"));
    }

    [Fact]
    public async Task A_job_prints_the_invoices_of_its_contracts_and_days()
    {
        Invoice[] invoices = [.. sample.Books.InvoicesOf(_contract)];
        await Request(Contract(_contract) + $"<fechaDesde>{invoices[0].Issued:yyyy-MM-dd}</fechaDesde>");

        XElement printed = await Print(Asker + $"<codTrabajo>{await LastJob()}</codTrabajo>");

        string page = Encoding.Latin1.GetString(Convert.FromBase64String(printed.Descendants("pdf").Single().Value));
        Assert.Contains(invoices[0].Number, page, StringComparison.Ordinal);
        Assert.DoesNotContain(invoices[^1].Number, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_job_comes_first_and_the_oldest_goes_beyond_the_limit()
    {
        for (int number = 0; number <= PrintQueue.PerPersonLimit; number++)
        {
            await Request(Contract(_contract) + $"<descripcionTrabajo>{number}</descripcionTrabajo>");
        }

        Assert.Equal(
            Enumerable.Range(1, PrintQueue.PerPersonLimit).Reverse().Select(number => $"{number}"),
            (await Queue(Asker)).Select(job => job.Element("descripcionTrabajo")!.Value));
    }

    [Fact]
    public async Task A_tax_id_stands_for_its_contracts()
    {
        Contract company = sample.First(known => sample.Books.HolderOf(known).ClientType == 'J');

        Assert.Equal("0", await Request($"<nifs>{sample.Books.HolderOf(company).TaxId}</nifs>"));
        Assert.Single(await Queue(Asker));
    }

    [Fact]
    public async Task An_unknown_contract_queues_nothing_and_an_unknown_job_is_not_found()
    {
        Assert.Equal("-501", await Request(Contract(_contract) + "<idContratos>99999998</idContratos>"));
        Assert.Equal("-501", await Request(""));
        Assert.Empty(await Queue(Asker));
        XElement printed = await Print(Asker + "<codTrabajo>1</codTrabajo>");
        Assert.Equal("-504", printed.Descendants("codigoError").Single().Value);
    }

    private static string Contract(Contract contract) => $"<idContratos>{contract.Number}</idContratos>";

    private async Task<string> Request(string fields)
    {
        XElement done = await _caller.AskContracts("solicitudFacturasMasiva", Asker + fields);
        return done.Descendants("codigoError").Single().Value;
    }

    private async Task<IReadOnlyList<XElement>> Queue(string fields) =>
        [.. (await _caller.AskContracts("getImpresionesLocalesPendientes", fields)).Descendants("TrabajoPendienteDTO")];

    private async Task<string> LastJob() => (await Queue(Asker))[0].Element("codigo")!.Value;

    private Task<XElement> Print(string fields) => _caller.AskContracts("getPDFImpresionLocalPendiente", fields);
}
