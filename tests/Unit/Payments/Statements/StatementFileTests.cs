using System.Text;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.Reconciling;
using Strangler.Payments.Statements;

namespace Strangler.Tests.Unit.Payments.Statements;

/// <summary>A file is read to the centavo, or refused with lines and reasons.</summary>
public sealed class StatementFileTests
{
    private const string Settlement =
        "number,day,gross,fee,fee_iva,net,charge,text\n"
        + "s-1,2026-07-01,100.00,5.4,0.86,93.74,ch_1,\"Paid, \"\"cash\"\"\"\n"
        + "s-2,2026-07-02,-20,0,0,-20.00,ch_2,\n"
        + "total,2,73.74\n";

    private const string Collected =
        "H" + "tienda              " + "20260725" + "000001" + "O" + "                                            \n"
        + "D" + "000001" + "01000001289              " + "000000012050" + "202607251830" + "01" + "ABC123              "
        + "  \n"
        + "T" + "000001" + "000000000012050" + "                                                          \n";

    [Fact]
    public void A_settlement_is_read_to_the_centavo()
    {
        StatementReader reader = new(StatementKind.Settlement);
        StatementLine[] lines = [.. reader.Read(Stream(Settlement))];

        Assert.Empty(reader.Problems);
        Assert.Equal(
            ["2 s-1 100.00 5.40 0.86 93.74 ch_1 Paid, \"cash\"", "3 s-2 -20.00 0.00 0.00 -20.00 ch_2 "],
            lines.Select(line => $"{line.Key.Line} {line.Number} {line.Gross} {line.Fee} {line.FeeTax} {line.Net} "
                + $"{line.Charge} {line.Text}"));
    }

    [Fact]
    public void A_banks_transfer_is_named_by_day_bank_and_tracking_key()
    {
        StatementReader reader = new(StatementKind.BankStatement);
        StatementLine line = Assert.Single(reader.Read(Stream(
            "number,day,amount,sender_bank,charge\r\n7,2026-07-01,1.5,40012,KEY9\r\ntotal,1,1.50\r\n")));

        Assert.Equal(("20260701:40012:KEY9", "1.50"), (line.Charge, $"{line.Net}"));
        Assert.Empty(reader.Problems);
    }

    [Theory]
    [InlineData("93.74", "93.70", 2, "net is not gross")]
    [InlineData("100.00", "100.001", 2, "gross is no amount")]
    [InlineData("100.00", "1e2", 2, "gross is no amount")]
    [InlineData("2026-07-02", "2026-02-30", 3, "day is none")]
    [InlineData("s-2", "", 3, "number is missing")]
    [InlineData("-20.00,ch_2,", "-20.00,ch_2", 3, "7 values instead of 8")]
    [InlineData("\"\"cash\"\"\"", "\"\"cash\"\"", 2, "a quote")]
    [InlineData("ch_2", "ch\u0007", 3, "not printable")]
    [InlineData("fee_iva", "iva", 1, "not known")]
    [InlineData("total,2,73.74", "total,3,73.74", 4, "count")]
    [InlineData("total,2,73.74", "total,2,73.75", 4, "sum of the lines")]
    [InlineData("total,2,73.74\n", "", 0, "cut off")]
    [InlineData("total,2,73.74\n", "total,2,73.74\ns-3", 5, "behind the total")]
    public void A_wrong_statement_is_refused_with_its_line(string right, string wrong, int line, string reason)
    {
        StatementReader reader = new(StatementKind.Settlement);

        Assert.All(reader.Read(Stream(Settlement.Replace(right, wrong))), _ => { });

        Assert.Contains(reader.Problems, one => one.Line == line && one.Reason.Contains(reason));
    }

    [Fact]
    public void Bytes_that_are_no_text_and_lines_without_end_are_refused()
    {
        StatementReader reader = new(StatementKind.Settlement);
        byte[] file = Encoding.Latin1.GetBytes(Settlement.Replace("cash", "caf\u00e9") + new string('x', 3_000_000));

        Assert.All(reader.Read(new MemoryStream(file)), _ => { });

        Assert.Equal(
            [(2, "bytes that are not UTF-8"), (5, "more than 2000 bytes")],
            reader.Problems.Where(one => one.Line is 2 or 5).Select(one => (one.Line, one.Reason)));
    }

    [Fact]
    public void A_collectors_payments_are_facts()
    {
        CollectorReading.Taken taken = Assert.IsType<CollectorReading.Taken>(Collector(Collected));

        PaymentFact fact = Assert.Single(taken.Facts);
        Assert.Equal(
            ("tienda", "file:20260725:ABC123", "01000001289", "120.50", 'O'),
            (fact.Provider, fact.Key, fact.Reference, $"{fact.Amount}", fact.Method.Channel));
        Assert.Equal(new DateTimeOffset(2026, 7, 26, 0, 30, 0, TimeSpan.Zero), fact.At);
    }

    [Theory]
    [InlineData("tienda ", "otra   ", 1, "not the one")]
    [InlineData("000000012050", "00000001205x", 2, "not digits")]
    [InlineData("202607251830", "202607252530", 2, "the time")]
    [InlineData("ABC123 ", "ABC 23 ", 2, "the operation")]
    [InlineData("T000001", "T000002", 3, "the count")]
    [InlineData("000000000012050", "000000000012051", 3, "the total")]
    [InlineData("ABC123 ", "ABC123", 2, "79 characters")]
    [InlineData("ABC123", "ABC12\u00f1", 2, "printable ASCII")]
    public void A_wrong_collectors_file_is_refused_with_its_line(string right, string wrong, int line, string reason)
    {
        CollectorReading.Refused refused = Assert.IsType<CollectorReading.Refused>(
            Collector(Collected.Replace(right, wrong)));

        Assert.Contains(refused.Problems, (FileProblem one) => one.Line == line && one.Reason.Contains(reason));
    }

    private static CollectorReading Collector(string text) =>
        new CollectorReader("tienda").Read(Encoding.Latin1.GetBytes(text));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
