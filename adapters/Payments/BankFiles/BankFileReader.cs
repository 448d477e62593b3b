using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;

namespace Strangler.Payments.BankFiles;

/// <summary>Reads what a bank sends back; a file with one wrong line is wrong as a whole.</summary>
internal sealed class BankFileReader(string provider, string issuer, BankFileLayout layout)
{
    private readonly FixedLines _file = new(layout.LineLength, layout.Kind, BankFileWriter.MostDebits);
    private readonly List<PaymentFact> _facts = [];
    private readonly HashSet<string> _references = [];
    private readonly HashSet<long> _sequences = [];
    private long _total;

    public DebitReturns Read(ReadOnlyMemory<byte> file)
    {
        string[] lines = _file.Read(file);
        return lines.Length == 0 ? new DebitReturns.Refused(_file.Problems) : ReadLines(lines);
    }

    private DebitReturns ReadLines(string[] lines)
    {
        int number = (int)_file.Number(layout.BatchNumber.In(lines[0]), 1, "the batch's number");
        DateOnly debited = _file.Day(layout.BatchDay.In(lines[0]), 1);
        if (layout.Issuer.In(lines[0]) != issuer.PadLeft(layout.Issuer.Length, '0'))
        {
            _file.Note(1, "the issuer is not ours");
        }

        for (int at = 1; at < lines.Length - 1 && !_file.IsFull; at++)
        {
            ReadDebit(lines[at], at + 1, number, debited);
        }

        _file.CheckTrailer(lines, layout.Count, layout.Total, _total);
        return _file.Problems.Count > 0
            ? new DebitReturns.Refused(_file.Problems) : new DebitReturns.Taken(number, debited, _facts);
    }

    private void ReadDebit(string line, int number, int batch, DateOnly day)
    {
        long sequence = _file.Number(layout.Sequence.In(line), number, "the sequence");
        long centavos = _file.Number(layout.Centavos.In(line), number, "the amount");
        string reference = layout.Reference.In(line).TrimEnd();
        string result = layout.Result.In(line);
        _total += centavos;
        if (!_sequences.Add(sequence))
        {
            _file.Note(number, "the sequence stands twice");
        }

        if (reference.Length == 0 || !reference.All(char.IsAsciiLetterOrDigit) || !_references.Add(reference))
        {
            _file.Note(number, "the reference is none, or stands twice");
        }

        if (Clabe.TryRead(layout.Account.In(line), out _) is { } fault)
        {
            _file.Note(number, $"the account: {fault}");
        }

        if (centavos == 0 || !result.All(char.IsAsciiLetterOrDigit))
        {
            _file.Note(number, "the amount is zero, or the result none");
        }

        if (_file.Problems.Count == 0)
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
}
