using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Strangler.Core.Documents;
using Strangler.Parity;

namespace Strangler.Tests.Integration.Invoices;

/// <summary>
/// Documents have the shape of the stand-in's, and say what the records say; their bytes are our own.
/// </summary>
public sealed class InvoiceDocumentTests(InvoiceStage stage) : IClassFixture<InvoiceStage>
{
    [Fact]
    public async Task Every_document_of_the_sample_differs_from_the_stand_ins_in_nothing_but_its_bytes()
    {
        Invoice[] invoices = [.. stage.Books.AllContracts().SelectMany(stage.Books.InvoicesOf)];
        ParallelOptions aFew = new()
        {
            MaxDegreeOfParallelism = 4,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForEachAsync(invoices, aFew, async (invoice, _) =>
        {
            // Each in one of the three ways to ask for it, as its id falls.
            (string operation, string fields) = (invoice.Id % 3) switch
            {
                0 => ("getPdfFactura", $"<numFactura>{invoice.Number}</numFactura>"),
                1 => ("getPdfDocumentoFactura", $"<documentoFactura>{invoice.Id}</documentoFactura>"),
                _ => ("getValidacionVerFactura", $"<idDocumentoFactura>{invoice.Id}</idDocumentoFactura>"),
            };
            await AssertOnlyBytesDifferAsync(operation, fields);
        });
        Assert.True(invoices.Length > 1_500, $"{invoices.Length} invoices");
    }

    [Theory]
    [InlineData("getPdfFactura", "")]
    [InlineData("getPdfFactura", "<numFactura>nothing</numFactura>")]
    [InlineData("getPdfFactura", "<numFactura> </numFactura><numContrato>400002</numContrato>")]
    [InlineData("getPdfFactura", "<numFactura>000120260100000001</numFactura><numContrato>400011</numContrato>")]
    [InlineData("getPdfDocumentoFactura", "<documentoFactura/>")]
    [InlineData("getPdfDocumentoFactura", "<documentoFactura>0</documentoFactura>")]
    [InlineData("getPdfDocumentoFactura", "<documentoFactura>-1</documentoFactura>")]
    [InlineData("getValidacionVerFactura", "<idDocumentoFactura>2147483647</idDocumentoFactura>")]
    [InlineData("getValidacionVerFactura", "<token>x</token>")]
    public async Task Of_an_invoice_that_is_not_there_is_no_document(string operation, string fields) =>
        Assert.Contains(
            "<codigoError>-502</codigoError>", await stage.SameAsync(InvoiceStage.Contracts, operation, fields),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_reader_finds_in_it_what_the_tables_say()
    {
        await PdfReader.RequireAsync();
        foreach (Contract contract in stage.Books.AllContracts().Where((_, at) => at % 60 == 0))
        {
            Invoice invoice = stage.Books.InvoicesOf(contract)[0];
            Holder holder = stage.Books.HolderOf(contract);
            byte[] pdf = await PdfOfAsync(invoice);
            string text = Plain(await PdfReader.TextAsync(pdf));

            Assert.Contains("Pages: 1 ", Plain(await PdfReader.InfoAsync(pdf)) + " ", StringComparison.Ordinal);
            Assert.Contains($"FACTURA {invoice.Number} Contrato {contract.Number} ", text, StringComparison.Ordinal);
            Assert.Contains($"Titular {holder.Surname}, {holder.Name} ", text, StringComparison.Ordinal);
            Assert.Contains($"Fecha de emisión {invoice.Issued:dd/MM/yyyy} ", text, StringComparison.Ordinal);
            Assert.Contains($"Fecha de vencimiento {invoice.Due:dd/MM/yyyy} ", text, StringComparison.Ordinal);
            Assert.Contains("Medidor Fecha Tipo Lectura Consumo m³ ", text, StringComparison.Ordinal);
            Assert.Contains(
                $"Referencia de pago {LegacyBooks.ReferenceOf(contract.Number)} ", text, StringComparison.Ordinal);
            Assert.Contains(
                $" IVA {Pesos(invoice.Tax)} Total {Pesos(invoice.Amount)} ", text, StringComparison.Ordinal);
            Assert.All(
                stage.Books.LinesOf(invoice), line =>
                    Assert.Contains(Pesos(line.Amount), text, StringComparison.Ordinal));
            Assert.All(
                stage.Books.ReadingsOf(contract).Where(reading =>
                    (reading.Year, reading.Period) == (invoice.Year, invoice.Period)),
                reading => Assert.Contains($"{reading.Dial} {reading.Consumption} ", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_long_table_goes_on_over_the_page_under_its_headings()
    {
        await PdfReader.RequireAsync();
        PdfDocument document = new("Factura ñ €", "Página {0} de {1}", "es-MX");
        document.Line("Señales: áéíóú ÁÉÍÓÚ ñÑ üÜ ¿¡ € (\\) – “x”").Table(
            [new PdfColumn("Concepto", 200), new PdfColumn("Importe", 100, FlushRight: true)],
            Enumerable.Range(1, 100).Select(row => (IReadOnlyList<string>)[$"renglón {row}", $"{row}.00"]),
            [["Total", "5,050.00"]]);
        byte[] pdf = document.ToBytes();

        string[] pages = (await PdfReader.TextAsync(pdf)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, pages.Length);
        Assert.Contains("Señales: áéíóú ÁÉÍÓÚ ñÑ üÜ ¿¡ € (\\) – “x”", pages[0], StringComparison.Ordinal);
        for (int at = 0; at < pages.Length; at++)
        {
            Assert.Contains("Concepto Importe", Plain(pages[at]), StringComparison.Ordinal);
            Assert.Contains($"Página {at + 1} de 3", pages[at], StringComparison.Ordinal);
        }

        string all = Plain(string.Concat(pages));
        Assert.All(Enumerable.Range(1, 100), row =>
            Assert.Contains($"renglón {row} {row}.00 ", all, StringComparison.Ordinal));
        Assert.Contains("Total 5,050.00", all, StringComparison.Ordinal);
        Assert.Contains("Title: Factura ñ €", Plain(await PdfReader.InfoAsync(pdf)), StringComparison.Ordinal);
    }

    private async Task AssertOnlyBytesDifferAsync(string operation, string fields)
    {
        var verdict = Assert.IsType<Verdict.Ignored>(await stage.JudgeAsync(operation, fields));
        Difference only = Assert.Single(verdict.Differences);
        Assert.Equal($"{operation}Return/pdf/(document)", only.Path);
        Assert.StartsWith("PDF, pages: 1,", only.Candidate, StringComparison.Ordinal);
    }

    private async Task<byte[]> PdfOfAsync(Invoice invoice)
    {
        string reply = await stage.NativeAsync(
            InvoiceStage.Contracts, "getPdfFactura", $"<numFactura>{invoice.Number}</numFactura>");
        return Convert.FromBase64String(XDocument.Parse(reply).Descendants("pdf").Single().Value);
    }

    private static string Pesos(decimal amount) => string.Create(
        CultureInfo.InvariantCulture, $"{(amount < 0 ? "-" : "")}${Math.Abs(amount):N2}");

    /// <summary>With single blanks.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
