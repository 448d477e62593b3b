using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Payments.BankFiles;

namespace Strangler.Tests.Unit.Payments.Providers;

public sealed class BankFileTests
{
    private static readonly BankFileDebit Bank = new("bankfile", "12345", new BankFileLayout());
    private static readonly Clabe Account = Clabe.Of("01218001504077777");

    private static readonly DebitBatch Batch = new(
        7, new DateOnly(2026, 11, 20),
        [
            .. Enumerable.Range(1, 3)
                .Select(at => new DebitInstruction($"0100442761{at}", Account, new Money(100 * at))),
        ]);

    [Fact]
    public void What_is_written_comes_back_with_results()
    {
        DebitReturns.Taken taken = Assert.IsType<DebitReturns.Taken>(Bank.Read(Returned("00", "04", "90")));
        Assert.Equal((7, Batch.Day), (taken.Batch, taken.Day));
        Assert.Equal(
            [PaymentFactKind.Paid, PaymentFactKind.Failed, PaymentFactKind.Reversed],
            taken.Facts.Select(fact => fact.Kind));
        Assert.Equal(["01004427611", "01004427612", "01004427613"], taken.Facts.Select(fact => fact.Reference));
        Assert.Equal([100, 200, 300], taken.Facts.Select(fact => fact.Amount.Centavos));
        Assert.Equal([null, "04", "90"], taken.Facts.Select(fact => fact.Why));
        Assert.Equal(taken.Facts[0].Key, Assert.IsType<DebitReturns.Taken>(
            Bank.Read(Returned("00", "00", "00"))).Facts[0].Key);
    }

    [Fact]
    public void Lines_are_a_hundred_characters_of_ascii()
    {
        string[] lines = Encoding.ASCII.GetString(Bank.Write(Batch)).Split("\r\n");
        Assert.Equal(6, lines.Length);
        Assert.All(lines[..5], line => Assert.Equal(100, line.Length));
        Assert.StartsWith("H000007202611200000012345", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("T000003000000000000600", lines[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a short line", 2)]
    [InlineData("a letter outside ASCII", 3)]
    [InlineData("a wrong total", 5)]
    [InlineData("a wrong count", 5)]
    [InlineData("a debit twice", 4)]
    [InlineData("a wrong account", 2)]
    [InlineData("an amount of letters", 3)]
    [InlineData("another issuer", 1)]
    [InlineData("no day", 1)]
    [InlineData("no trailer", 4)]
    public void A_file_with_one_wrong_line_is_refused_with_the_line(string what, int line)
    {
        List<string> lines = [.. Encoding.ASCII.GetString(Returned("00", "00", "00").Span).Split("\r\n")[..5]];
        Action spoil = what switch
        {
            "a short line" => () => lines[1] = lines[1][..99],
            "a letter outside ASCII" => () => lines[2] = lines[2][..80] + "ñ" + lines[2][81..],
            "a wrong total" => () => lines[4] = lines[4].Replace("600", "601", StringComparison.Ordinal),
            "a wrong count" => () => lines[4] = lines[4].Replace("T000003", "T000004", StringComparison.Ordinal),
            "a debit twice" => () => lines[3] = lines[2],
            "a wrong account" => () => lines[1] = lines[1].Replace("0121800150407777", "0121800150407778"),
            "an amount of letters" => () => lines[2] = lines[2][..60] + "x" + lines[2][61..],
            "another issuer" => () => lines[0] = lines[0].Replace("12345", "12346", StringComparison.Ordinal),
            "no day" => () => lines[0] = lines[0].Replace("20261120", "20261320", StringComparison.Ordinal),
            _ => () => lines.RemoveAt(4),
        };
        spoil();
        DebitReturns.Refused refused = Assert.IsType<DebitReturns.Refused>(
            Bank.Read(Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n")));
        Assert.Contains(refused.Problems, problem => problem.Line == line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("H")]
    [InlineData("\r\n\r\n\r\n")]
    public void What_is_no_file_is_refused(string text) =>
        Assert.IsType<DebitReturns.Refused>(Bank.Read(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_batch_that_does_not_fit_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => Bank.Write(Batch with { Debits = [] }));
        Assert.Throws<ArgumentException>(() => Bank.Write(Batch with { Number = 0 }));
        Assert.Throws<ArgumentException>(() => Bank.Write(Batch with { Debits = [Batch.Debits[0], Batch.Debits[0]] }));
    }

    /// <summary>Our file as a bank sends it back: a result behind each debit.</summary>
    private static ReadOnlyMemory<byte> Returned(params string[] results)
    {
        string[] lines = Encoding.ASCII.GetString(Bank.Write(Batch)).Split("\r\n");
        for (int at = 0; at < results.Length; at++)
        {
            lines[at + 1] = lines[at + 1][..70] + results[at] + lines[at + 1][72..];
        }

        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines));
    }
}
