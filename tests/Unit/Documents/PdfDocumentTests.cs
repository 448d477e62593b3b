using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Strangler.Core.Documents;

namespace Strangler.Tests.Unit.Documents;

/// <summary>
/// The structure of what is written; what a reader makes of it is asked of a real one, in tests/Integration.
/// </summary>
public sealed partial class PdfDocumentTests
{
    [Fact]
    public void The_same_content_is_the_same_bytes() => Assert.Equal(Sample(), Sample());

    [Fact]
    public void The_table_of_objects_says_where_each_stands()
    {
        string file = Encoding.Latin1.GetString(Sample());
        int table = int.Parse(TableStart().Match(file).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", file[table..], StringComparison.Ordinal);
        string[] entries = [.. Entry().Matches(file, table).Select(entry => entry.Groups[1].Value)];
        Assert.True(entries.Length > 6, $"{entries.Length} objects");
        for (int at = 0; at < entries.Length; at++)
        {
            int offset = int.Parse(entries[at], CultureInfo.InvariantCulture);
            Assert.StartsWith($"{at + 1} 0 obj\n", file[offset..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_streams_length_is_that_of_its_bytes()
    {
        string file = Encoding.Latin1.GetString(Sample());
        Match stream = Stream().Match(file);
        Assert.Equal(stream.Groups[1].Value, $"{stream.Groups[2].Length}");
    }

    [Theory]
    [InlineData("(a) \\ b", @"(\(a\) \\ b) Tj")]
    [InlineData("Señal €1 – “x”", "(Se\u00F1al \u00801 \u0096 \u0093x\u0094) Tj")]
    [InlineData("n\u0303", "(\u00F1) Tj")]
    [InlineData("a\u0007\tb\u00A0c", "(a  b c) Tj")]
    [InlineData("水 😀 ć", "(? ? ?) Tj")]
    public void Texts_are_written_in_the_fonts_own_characters(string text, string expected) => Assert.Contains(
        expected, Encoding.Latin1.GetString(new PdfDocument("t", "", "es-MX").Line(text).ToBytes()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void A_text_that_does_not_fit_is_cut(int length)
    {
        string file = Encoding.Latin1.GetString(
            new PdfDocument("t", "", "es-MX").Line(new string('W', 100 + length)).ToBytes());
        Assert.Matches("\\(W{10,}\u0085\\) Tj", file);
        Assert.True(file.Length < 2_000, $"{file.Length} bytes");
    }

    [Fact]
    public void Nothing_at_all_is_one_empty_page() => Assert.Contains(
        "/Count 1 ", Encoding.Latin1.GetString(new PdfDocument("t", "", "es-MX").ToBytes()), StringComparison.Ordinal);

    [Fact]
    public void A_row_of_other_columns_a_table_too_wide_and_too_many_pages_are_mistakes()
    {
        PdfDocument document = new("t", "", "es-MX");
        Assert.Throws<ArgumentException>(() => document.Table([new PdfColumn("a", 100)], [["1", "2"]]));
        Assert.Throws<ArgumentException>(() => document.Table([new PdfColumn("a", 600)], []));
        Assert.Throws<InvalidOperationException>(() => document.Table(
            [new PdfColumn("a", 100)], Enumerable.Repeat<IReadOnlyList<string>>(["1"], 20_000)));
    }

    private static byte[] Sample() => new PdfDocument("Factura ñ", "{0} / {1}", "es-MX")
        .Line("Title", PdfFont.Bold, 14).Gap().Pair("label", "text")
        .Table(
            [new PdfColumn("a", 100), new PdfColumn("b", 100, FlushRight: true)], [["1", "2"], ["3", "4"]], [["", "6"]])
        .ToBytes();

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex TableStart();

    [GeneratedRegex(@"(\d{10}) 00000 n \n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Length (\d+) >>\nstream\n(.*?)\nendstream", RegexOptions.Singleline)]
    private static partial Regex Stream();
}
