using System.Text;
using Strangler.AquaCis.Extract;

namespace Strangler.Tests.Unit.Extract;

public sealed class ExtractTableTests
{
    [Fact]
    public void Columns_are_found_by_name_whatever_their_order_and_whatever_stands_beside_them()
    {
        using ExtractTable table = Table("x_new,second,first\n?,2,1\n");

        Assert.True(table.Read());
        Assert.Equal((1, 2), (table.Int("first"), table.Int("second")));
        Assert.False(table.Read());
    }

    [Fact]
    public void Values_are_read_as_legacy_writes_them()
    {
        using ExtractTable table = Table(
            "day,end,at,price,flag,text\n2026-02-28,,2026-02-28T10:00:00,1e-05,S,\"DOMÉSTICA, \"\"MEDIO\"\"\"\n");

        Assert.True(table.Read());
        Assert.Equal(new DateOnly(2026, 2, 28), table.Date("day"));
        Assert.Null(table.OptionalDate("end"));
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 16, 0, 0, TimeSpan.Zero), table.LocalTime("at").ToUniversalTime());
        Assert.Equal(0.00001m, table.Decimal("price"));
        Assert.True(table.Flag("flag"));
        Assert.Equal("DOMÉSTICA, \"MEDIO\"", table.Text("text"));
    }

    [Fact]
    public void A_summer_reading_of_before_2022_has_summer_time()
    {
        using ExtractTable table = Table("at\n2019-07-31T10:00:00\n");

        Assert.True(table.Read());
        Assert.Equal(TimeSpan.FromHours(-5), table.LocalTime("at").Offset);
    }

    [Theory]
    [InlineData("12x", "is not a whole number in range")]
    [InlineData("99999999999", "is not a whole number in range")]
    [InlineData("", "is not a whole number in range")]
    [InlineData("1.0", "is not a whole number in range")]
    public void A_wrong_number_is_named_by_file_line_and_column_and_not_repeated(string value, string reason)
    {
        using ExtractTable table = Table($"number,other\n1,\n{value},SECRET\n");
        Assert.True(table.Read());
        Assert.True(table.Read());

        string message = Assert.Throws<ExtractException>(() => table.Int("number")).Message;

        Assert.Equal($"contrato.csv, line 3: number {reason}.", message);
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("31/01/2026")]
    [InlineData("2026-1-1")]
    [InlineData("")]
    public void A_day_that_the_calendar_does_not_have_is_refused(string value)
    {
        using ExtractTable table = Table($"day,other\n{value},x\n");
        Assert.True(table.Read());

        Assert.Contains("line 2: day is not a date", Assert.Throws<ExtractException>(() => table.Date("day")).Message);
    }

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T24:00:00")]
    [InlineData("2026-01-31 10:00:00")]
    public void A_time_that_the_clock_does_not_show_is_refused(string value)
    {
        using ExtractTable table = Table($"at\n{value}\n");
        Assert.True(table.Read());

        Assert.Throws<ExtractException>(() => table.LocalTime("at"));
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        using ExtractTable table = Table("a,b\n1,2\n");
        Assert.True(table.Read());

        Assert.Equal(
            "contrato.csv, line 1: there is no column cnttnum.",
            Assert.Throws<ExtractException>(() => table.Int("cnttnum")).Message);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3")]
    [InlineData("a,b\n1,2\n3,4,5\n", "line 3")]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2")]
    [InlineData("a,b\n1,2\n\n\n3,\"4\"5\n", "line 5")]
    public void A_row_that_does_not_fit_the_header_is_named(string text, string place)
    {
        using ExtractTable table = Table(text);

        string message = Assert.Throws<ExtractException>(() => ReadAll(table)).Message;

        Assert.StartsWith($"contrato.csv, {place}: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_with_a_column_twice_is_refused() =>
        Assert.Contains(
            "line 1: the column a stands there twice", Assert.Throws<ExtractException>(() => Table("a,a\n")).Message);

    [Fact]
    public void A_file_without_a_header_is_refused() => Assert.Throws<ExtractException>(() => Table(""));

    [Fact]
    public void Text_that_is_not_utf_8_is_refused()
    {
        using ExtractTable table = ExtractTable.Over(
            "tipotarifa.csv", new MemoryStream(Encoding.Latin1.GetBytes("name\nDOMÉSTICA\n")), CancellationToken.None);
        Assert.True(table.Read());

        Assert.Equal(
            "tipotarifa.csv, line 2: name is not UTF-8.",
            Assert.Throws<ExtractException>(() => table.Text("name")).Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string nowhere = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        string message = Assert.Throws<ExtractException>(
            () => ExtractTable.Open(nowhere, "contrato", CancellationToken.None)).Message;

        Assert.Equal($"contrato.csv: the file is not in {nowhere}.", message);
    }

    [Fact]
    public void The_offset_of_a_row_leads_back_to_it()
    {
        const string Text = "name,n\nDOMÉSTICA,1\nRURAL,2\n";
        using ExtractTable table = Table(Text);
        Assert.True(table.Read());
        Assert.True(table.Read());

        Assert.Equal("RURAL,2\n", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Text).AsSpan((int)table.Offset)));
    }

    private static void ReadAll(ExtractTable table)
    {
        while (table.Read())
        {
        }
    }

    private static ExtractTable Table(string text) =>
        ExtractTable.Over("contrato.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
}
