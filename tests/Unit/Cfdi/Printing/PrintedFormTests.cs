using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Strangler.Cfdi.Printing;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Cfdi.Printing;

/// <summary>Prints as others read them: poppler's texts, qpdf's structure, zbar's codes.</summary>
public sealed class PrintedFormTests : IDisposable
{
    private static readonly PrintFacts Facts = PrintFacts.None with
    {
        Contract = "400002",
        Period = "noviembre de 2026",
        Readings = [new PrintedReading("M-00412345", new DateOnly(2026, 11, 18), "Periódica", 1237, 33)],
        History = [.. Enumerable.Range(0, 13).Select(at => new PrintedUse($"p{at}", 20 + at, at == 12))],
        Payment = new PrintedDebt(
            Money.FromPesos(505.09m), new DateOnly(2026, 12, 4), "01004000023", "9050010040000230000050509261204"),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("prints").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_kind_is_a_valid_file_that_says_what_its_document_says()
    {
        int kinds = 0;
        foreach ((string kind, _, byte[] xml) in StampedSamples.OfEveryKind(8))
        {
            string file = Write(kind, xml, PrintFacts.None);
            (int code, byte[] said, string error) = await ForeignProgram.RunAsync("qpdf", "--check", file);
            Assert.True(code == 0, kind + Encoding.UTF8.GetString(said) + error);
            string text = Plain(await TextAsync(file));
            XElement document = XDocument.Parse(Encoding.UTF8.GetString(xml)).Root!;
            Assert.Contains(StampedSamples.Uuid, text, StringComparison.Ordinal);
            Assert.Contains(Total(document), text, StringComparison.Ordinal);
            Assert.Contains(
                "Este documento es una representación impresa de un CFDI", text, StringComparison.Ordinal);
            Assert.Contains($"{document.Attribute("NoCertificado")!.Value}", text, StringComparison.Ordinal);
            Assert.Contains("30001000000500003456", text, StringComparison.Ordinal);
            Assert.DoesNotContain("SIN VALIDEZ", text, StringComparison.Ordinal);
            string letters = string.Concat(text.Where(letter => letter != ' '));
            Assert.Contains(
                $"{document.Attribute("Sello")!.Value}|30001000000500003456||", letters, StringComparison.Ordinal);
            kinds++;
        }

        Assert.True(kinds >= 7, $"{kinds} kinds");
    }

    [Fact]
    public async Task A_bills_codes_are_read_back_as_written_and_it_has_one_page()
    {
        (_, var cfdi, byte[] xml) = StampedSamples.OfEveryKind(8).First(one => one.Kind == "I-ppd");
        string file = Write("bill", xml, Facts);
        string text = await TextAsync(file);
        Assert.Equal(1, text.Count(letter => letter == '\f'));
        Assert.Contains("Pague antes del 04/12/2026", text, StringComparison.Ordinal);
        await ForeignProgram.RunAsync("pdftoppm", "-r", "150", "-png", "-singlefile", file, file);
        (int code, byte[] read, string error) = await ForeignProgram.RunAsync("zbarimg", "-q", "--raw", file + ".png");
        Assert.True(code == 0, error);
        string[] codes = Encoding.UTF8.GetString(read).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string expected = VerificationCode.TextOf(
            StampedSamples.Uuid, cfdi.IssuerRfc, cfdi.ReceiverRfc,
            cfdi.Total.ToString(CultureInfo.InvariantCulture), cfdi.Sello);
        Assert.Equal(new[] { "01004000023", "9050010040000230000050509261204", expected }.Order(), codes.Order());
    }

    [Fact]
    public async Task A_documentdocument_goes_on_under_its_headings()
    {
        var document = SatFiles.Sealed(400, seed: 5).First(one => one.Document.Lines.Count > 90);
        string[] pages = (await TextAsync(Write("long", StampedSamples.Stamp(document.Cfdi), PrintFacts.None)))
            .Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length > 1, $"{pages.Length} pages");
        for (int at = 0; at < pages.Length; at++)
        {
            Assert.Contains($"Página {at + 1} de {pages.Length}", pages[at], StringComparison.Ordinal);
        }

        Assert.Contains("Descripción", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_stamped_says_that_it_is_worth_nothing()
    {
        var sealedOne = SatFiles.Sealed(1, seed: 1).First();
        string text = await TextAsync(Write("sealed", sealedOne.Cfdi.Xml, PrintFacts.None));
        Assert.Contains("SIN VALIDEZ FISCAL", text, StringComparison.Ordinal);
        Assert.DoesNotContain("representación impresa de un CFDI", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_document_says_so()
    {
        (_, _, byte[] xml) = StampedSamples.OfEveryKind(1).First();
        string text = await TextAsync(Write("gone", xml, PrintFacts.None with { IsCancelled = true }));
        Assert.Contains("CFDI CANCELADO ANTE EL SAT", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("<a/>")]
    [InlineData("<cfdi:Comprobante xmlns:cfdi='http://www.sat.gob.mx/cfd/4' Version='4.0'/>")]
    public void What_is_no_document_is_refused(string xml) => Assert.IsType<PrintOutcome.Refused>(
        PrintedForm.Write(Encoding.UTF8.GetBytes(xml), PrintFacts.None, PrintStyle.Usual));

    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        (_, _, byte[] xml) = StampedSamples.OfEveryKind(1).First();
        Assert.Equal(Pdf(xml, Facts), Pdf(xml, Facts));
    }

    private static byte[] Pdf(byte[] xml, PrintFacts facts) =>
        Assert.IsType<PrintOutcome.Printed>(PrintedForm.Write(xml, facts, PrintStyle.Usual)).Pdf;

    private string Write(string name, byte[] xml, PrintFacts facts)
    {
        string file = Path.Combine(_folder, name + ".pdf");
        File.WriteAllBytes(file, Pdf(xml, facts));
        return file;
    }

    private static string Total(XElement document)
    {
        string total = document.Descendants().FirstOrDefault(one => one.Name.LocalName == "Totales")
            ?.Attribute("MontoTotalPagos")?.Value ?? document.Attribute("Total")!.Value;
        return decimal.Parse(total, CultureInfo.InvariantCulture).ToString("$#,0.00", CultureInfo.InvariantCulture);
    }

    private static async Task<string> TextAsync(string file)
    {
        (int code, byte[] text, string error) =
            await ForeignProgram.RunAsync("pdftotext", "-layout", "-enc", "UTF-8", file, "-");
        Assert.True(code == 0 && error.Length == 0, error);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>With single blanks.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
