using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;

namespace Strangler.Payments.BankFiles;

/// <summary>Reads what a bank sends back; a file with one wrong line is wrong as a whole.</summary>
internal sealed class BankFileReader(string provider, string issuer, BankFileLayout layout)
{
    private const int MostProblems = 100;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly List<FileProblem> _problems = [];
    private readonly List<PaymentFact> _facts = [];
    private readonly HashSet<string> _references = [];
    private readonly HashSet<long> _sequences = [];
    private long _total;

    public DebitReturns Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length is 0 or > MostBytes)
        {
            return Refused(0, file.Length == 0 ? "the file is empty" : $"the file has more than {MostBytes} bytes");
        }

        string[] lines = Encoding.Latin1.GetString(file.Span).Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        if (count is < 2 or > BankFileWriter.MostDebits + 2)
        {
            return Refused(0, "a file has a header, its debits and a trailer");
        }

        for (int at = 0; at < count; at++)
        {
            lines[at] = lines[at].TrimEnd('\r');
            CheckForm(lines[at], at + 1, at == 0 ? 'H' : at == count - 1 ? 'T' : 'D');
        }

        return _problems.Count > 0 ? new DebitReturns.Refused(_problems) : ReadLines(lines, count);
    }

    private DebitReturns ReadLines(string[] lines, int count)
    {
        int number = (int)Number(layout.BatchNumber.In(lines[0]), 1, "the batch's number");
        string day = layout.BatchDay.In(lines[0]);
        if (!DateOnly.TryParseExact(
            day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly debited))
        {
            Note(1, "the day is none");
        }

        if (layout.Issuer.In(lines[0]) != issuer.PadLeft(layout.Issuer.Length, '0'))
        {
            Note(1, "the issuer is not ours");
        }

        for (int at = 1; at < count - 1 && _problems.Count < MostProblems; at++)
        {
            ReadDebit(lines[at], at + 1, number, debited);
        }

        if (Number(layout.Count.In(lines[count - 1]), count, "the count") != count - 2)
        {
            Note(count, "the count is not that of the lines");
        }

        if (Number(layout.Total.In(lines[count - 1]), count, "the total") != _total)
        {
            Note(count, "the total is not the sum of the lines");
        }

        return _problems.Count > 0
            ? new DebitReturns.Refused(_problems) : new DebitReturns.Taken(number, debited, _facts);
    }

    private void ReadDebit(string line, int number, int batch, DateOnly day)
    {
        long sequence = Number(layout.Sequence.In(line), number, "the sequence");
        long centavos = Number(layout.Centavos.In(line), number, "the amount");
        string reference = layout.Reference.In(line).TrimEnd();
        string result = layout.Result.In(line);
        _total += centavos;
        if (!_sequences.Add(sequence))
        {
            Note(number, "the sequence stands twice");
        }

        if (reference.Length == 0 || !reference.All(char.IsAsciiLetterOrDigit) || !_references.Add(reference))
        {
            Note(number, "the reference is none, or stands twice");
        }

        if (Clabe.TryRead(layout.Account.In(line), out _) is { } fault)
        {
            Note(number, $"the account: {fault}");
        }

        if (centavos == 0 || !result.All(char.IsAsciiLetterOrDigit))
        {
            Note(number, "the amount is zero, or the result none");
        }

        if (_problems.Count == 0)
        {
            _facts.Add(Fact(string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}:{batch}:{reference}"),
                reference, new Money(centavos), result, day));
        }
    }

    private PaymentFact Fact(string name, string reference, Money amount, string result, DateOnly day)
    {
        (PaymentFactKind kind, string word) = result == layout.PaidCode ? (PaymentFactKind.Paid, "paid")
            : layout.ReversedCodes.Contains(result) ? (PaymentFactKind.Reversed, "reversed")
            : (PaymentFactKind.Failed, "failed");

        // Noon in Mexico: the bank says a day only.
        DateTimeOffset at = new(day, new TimeOnly(18, 0), TimeSpan.Zero);
        return new PaymentFact(
            provider, $"{word}:{name}", kind, null, reference, amount, "MXN", at, day, new PaymentMethod('B', 3),
            kind == PaymentFactKind.Paid ? null : result);
    }

    private void CheckForm(string line, int number, char kind)
    {
        if (line.Length != layout.LineLength)
        {
            Note(number, $"{line.Length} characters instead of {layout.LineLength}");
        }
        else if (line.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            Note(number, "a character that is not printable ASCII");
        }
        else if (line[layout.Kind.At] != kind)
        {
            Note(number, $"a line of kind {kind} is expected");
        }
    }

    private long Number(string digits, int line, string name)
    {
        if (digits.All(char.IsAsciiDigit))
        {
            return long.Parse(digits, CultureInfo.InvariantCulture);
        }

        Note(line, $"{name} is not digits");
        return -1;
    }

    private void Note(int line, string reason)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new FileProblem(line, reason));
        }
    }

    private static DebitReturns.Refused Refused(int line, string reason) => new([new FileProblem(line, reason)]);
}
