using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments.BankFiles;

namespace Strangler.Payments.Statements;

/// <summary>Reads a collector's file of payments; a file with one wrong line is wrong as a whole.</summary>
/// <param name="provider">Whose file it must be.</param>
public sealed class CollectorReader(string provider)
{
    public const int MostPayments = 200_000;

    /// <summary>Mexico City, which keeps no summer time since 2022.</summary>
    private static readonly TimeSpan Mexico = TimeSpan.FromHours(-6);

    private readonly FixedLines _file = new(CollectorLayout.LineLength, CollectorLayout.Kind, MostPayments);
    private readonly List<PaymentFact> _facts = [];
    private readonly HashSet<string> _operations = [];
    private long _total;

    public CollectorReading Read(ReadOnlyMemory<byte> file)
    {
        string[] lines = _file.Read(file);
        return lines.Length == 0 ? new CollectorReading.Refused(_file.Problems) : ReadLines(lines);
    }

    private CollectorReading ReadLines(string[] lines)
    {
        DateOnly fileDay = _file.Day(CollectorLayout.FileDay.In(lines[0]), 1);
        if (CollectorLayout.Collector.In(lines[0]).TrimEnd() != provider)
        {
            _file.Note(1, "the collector is not the one that was named");
        }

        char channel = CollectorLayout.Channel.In(lines[0])[0];
        if (!char.IsAsciiLetterUpper(channel))
        {
            _file.Note(1, "the channel is no letter");
        }

        int number = (int)_file.Number(CollectorLayout.FileNumber.In(lines[0]), 1, "the file's number");
        for (int at = 1; at < lines.Length - 1 && !_file.IsFull; at++)
        {
            ReadPayment(lines[at], at + 1, fileDay, channel);
        }

        _file.CheckTrailer(lines, CollectorLayout.Count, CollectorLayout.Total, _total);
        return _file.Problems.Count > 0
            ? new CollectorReading.Refused(_file.Problems) : new CollectorReading.Taken(fileDay, number, _facts);
    }

    private void ReadPayment(string line, int number, DateOnly fileDay, char channel)
    {
        if (_file.Number(CollectorLayout.Sequence.In(line), number, "the sequence") != number - 1)
        {
            _file.Note(number, "the sequence is not that of the lines");
        }

        long centavos = _file.Number(CollectorLayout.Centavos.In(line), number, "the amount");
        long form = _file.Number(CollectorLayout.Form.In(line), number, "the form");
        string reference = CollectorLayout.Reference.In(line).TrimEnd();
        string operation = CollectorLayout.Operation.In(line).TrimEnd();
        _total += centavos;
        if (centavos == 0)
        {
            _file.Note(number, "the amount is zero");
        }

        if (reference.Length == 0 || !reference.All(char.IsAsciiLetterOrDigit))
        {
            _file.Note(number, "the reference is none");
        }

        if (operation.Length == 0 || !operation.All(char.IsAsciiLetterOrDigit) || !_operations.Add(operation))
        {
            _file.Note(number, "the operation is none, or stands twice");
        }

        // The hour on the wall in Mexico City, at first as if it were UTC.
        if (!DateTimeOffset.TryParseExact(
                CollectorLayout.PaidAt.In(line), "yyyyMMddHHmm", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out DateTimeOffset paid)
            || DateOnly.FromDateTime(paid.Date) > fileDay)
        {
            _file.Note(number, "the time is none, or after the file's day");
        }

        if (_file.Problems.Count == 0)
        {
            _facts.Add(new PaymentFact(
                provider, string.Create(CultureInfo.InvariantCulture, $"file:{paid:yyyyMMdd}:{operation}"),
                PaymentFactKind.Paid, operation, reference, new Money(centavos), "MXN",
                new DateTimeOffset(paid.Ticks, Mexico).ToUniversalTime(), DateOnly.FromDateTime(paid.Date),
                new PaymentMethod(channel, (short)form)));
        }
    }
}
