using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class ContractsInvoicesTests(SampleBooks sample)
{
    private readonly StandInCaller _caller = new(sample.Books);

    [Fact]
    public async Task Invoices_come_by_the_page_newest_first()
    {
        Contract contract = sample.First(known => sample.Books.InvoicesOf(known).Count == 6);
        string[] all = [.. sample.Books.InvoicesOf(contract).Select(invoice => invoice.Number)];

        Assert.Equal(all, await NumbersOf(contract, ""));
        Assert.Equal(all[2..4], await NumbersOf(
            contract, "<registroInicial>3</registroInicial><registroTotal>2</registroTotal>"));
        Assert.Equal(all, await NumbersOf(contract, "<registroInicial>0</registroInicial>"));
        Assert.Empty(await NumbersOf(contract, "<registroInicial>7</registroInicial>"));
    }

    [Theory]
    [InlineData("2026-04-01", "2026-05-03")]
    [InlineData("01/04/2026", "03/05/2026")]
    [InlineData("2026-04-01T00:00:00.000-06:00", "3/5/2026")]
    public async Task Invoices_are_asked_for_by_their_day_of_issue(string from, string until)
    {
        Contract contract = sample.First(known => sample.Books.InvoicesOf(known).Count == 6);
        string range = $"<fechaInicio>{from}</fechaInicio><fechaFin>{until}</fechaFin>";

        XElement count = await _caller.AskContracts(
            "countFacturasContrato", $"<numeroContrato>{contract.Number}</numeroContrato>{range}");

        Assert.Equal(
            from invoice in sample.Books.InvoicesOf(contract) where invoice.Period is 3 or 4 select invoice.Number,
            await NumbersOf(contract, range));
        Assert.Equal("2", count.Value);
    }

    [Fact]
    public async Task An_invoices_document_is_a_pdf_whose_table_points_at_its_objects()
    {
        Invoice invoice = sample.Books.InvoicesOf(sample.First())[0];

        XElement reply = await _caller.AskContracts("getPdfFactura", $"<numFactura>{invoice.Number}</numFactura>");

        string pdf = Encoding.Latin1.GetString(Convert.FromBase64String(reply.Descendants("pdf").Single().Value));
        Assert.StartsWith("%PDF-1.4", pdf, StringComparison.Ordinal);
        Assert.Contains(invoice.Number, pdf, StringComparison.Ordinal);
        int table = int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        string[] rows = pdf[table..].Split('\n');
        Assert.Equal("xref", rows[0]);
        for (int id = 1; id <= 5; id++)
        {
            int offset = int.Parse(rows[id + 2][..10], CultureInfo.InvariantCulture);
            Assert.StartsWith($"{id} 0 obj", pdf[offset..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_invoices_document_is_not_given_for_another_contract()
    {
        Invoice invoice = sample.Books.InvoicesOf(sample.First())[0];

        XElement reply = await _caller.AskContracts(
            "getPdfFactura",
            $"<numFactura>{invoice.Number}</numFactura><numContrato>{invoice.Contract + 1}</numContrato>");

        Assert.NotEqual("0", reply.Descendants("codigoError").Single().Value);
        Assert.Equal("", reply.Descendants("pdf").Single().Value);
    }

    private async Task<string[]> NumbersOf(Contract contract, string filter)
    {
        XElement reply = await _caller.AskContracts(
            "getFacturasContrato", $"<numeroContrato>{contract.Number}</numeroContrato>{filter}");
        return [.. reply.Descendants("numeroFactura").Select(number => number.Value)];
    }
}
