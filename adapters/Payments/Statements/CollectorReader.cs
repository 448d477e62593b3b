using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Payments.Statements;

/// <summary>Reads a collector's file of payments; a file with one wrong line is wrong as a whole.</summary>
/// <param name="provider">Whose file it must be.</param>
public sealed class CollectorReader(string provider)
{
    public const int MostPayments = 200_000;

    private const int MostProblems = 100;
    private const int MostFileBytes = 64 * 1024 * 1024;

    /// <summary>Mexico City, which keeps no summer time since 2022.</summary>
    private static readonly TimeSpan Mexico = TimeSpan.FromHours(-6);

    private readonly List<FileProblem> _problems = [];
    private readonly List<PaymentFact> _facts = [];
    private readonly HashSet<string> _operations = [];
    private long _total;

    public CollectorReading Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length is 0 or > MostFileBytes)
        {
            return Refused(file.Length == 0 ? "the file is empty" : $"the file has more than {MostFileBytes} bytes");
        }

        string[] lines = Encoding.Latin1.GetString(file.Span).Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        if (count is < 2 or > MostPayments + 2)
        {
            return Refused($"a file has a header, up to {MostPayments} payments and a trailer");
        }

        for (int at = 0; at < count; at++)
        {
            lines[at] = lines[at].TrimEnd('\r');
            CheckForm(lines[at], at + 1, at == 0 ? 'H' : at == count - 1 ? 'T' : 'D');
        }

        return _problems.Count > 0 ? new CollectorReading.Refused(_problems) : ReadLines(lines, count);
    }

    private CollectorReading ReadLines(string[] lines, int count)
    {
        string day = CollectorLayout.FileDay.In(lines[0]);
        if (!DateOnly.TryParseExact(
            day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly fileDay))
        {
            Note(1, "the day is none");
        }

        if (CollectorLayout.Collector.In(lines[0]).TrimEnd() != provider)
        {
            Note(1, "the collector is not the one that was named");
        }

        char channel = CollectorLayout.Channel.In(lines[0])[0];
        if (!char.IsAsciiLetterUpper(channel))
        {
            Note(1, "the channel is no letter");
        }

        int number = (int)Number(CollectorLayout.FileNumber.In(lines[0]), 1, "the file's number");
        for (int at = 1; at < count - 1 && _problems.Count < MostProblems; at++)
        {
            ReadPayment(lines[at], at + 1, fileDay, channel);
        }

        if (Number(CollectorLayout.Count.In(lines[count - 1]), count, "the count") != count - 2)
        {
            Note(count, "the count is not that of the lines");
        }

        if (Number(CollectorLayout.Total.In(lines[count - 1]), count, "the total") != _total)
        {
            Note(count, "the total is not the sum of the lines");
        }

        return _problems.Count > 0
            ? new CollectorReading.Refused(_problems) : new CollectorReading.Taken(fileDay, number, _facts);
    }

    private void ReadPayment(string line, int number, DateOnly fileDay, char channel)
    {
        if (Number(CollectorLayout.Sequence.In(line), number, "the sequence") != number - 1)
        {
            Note(number, "the sequence is not that of the lines");
        }

        long centavos = Number(CollectorLayout.Centavos.In(line), number, "the amount");
        long form = Number(CollectorLayout.Form.In(line), number, "the form");
        string reference = CollectorLayout.Reference.In(line).TrimEnd();
        string operation = CollectorLayout.Operation.In(line).TrimEnd();
        _total += centavos;
        if (centavos == 0)
        {
            Note(number, "the amount is zero");
        }

        if (reference.Length == 0 || !reference.All(char.IsAsciiLetterOrDigit))
        {
            Note(number, "the reference is none");
        }

        if (operation.Length == 0 || !operation.All(char.IsAsciiLetterOrDigit) || !_operations.Add(operation))
        {
            Note(number, "the operation is none, or stands twice");
        }

        // The hour on the wall in Mexico City, at first as if it were UTC.
        if (!DateTimeOffset.TryParseExact(
                CollectorLayout.PaidAt.In(line), "yyyyMMddHHmm", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out DateTimeOffset paid)
            || DateOnly.FromDateTime(paid.Date) > fileDay)
        {
            Note(number, "the time is none, or after the file's day");
        }

        if (_problems.Count == 0)
        {
            _facts.Add(new PaymentFact(
                provider, string.Create(CultureInfo.InvariantCulture, $"file:{paid:yyyyMMdd}:{operation}"),
                PaymentFactKind.Paid, operation, reference, new Money(centavos), "MXN",
                new DateTimeOffset(paid.Ticks, Mexico).ToUniversalTime(), DateOnly.FromDateTime(paid.Date),
                new PaymentMethod(channel, (short)form)));
        }
    }

    private void CheckForm(string line, int number, char kind)
    {
        if (line.Length != CollectorLayout.LineLength)
        {
            Note(number, $"{line.Length} characters instead of {CollectorLayout.LineLength}");
        }
        else if (line.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            Note(number, "a character that is not printable ASCII");
        }
        else if (CollectorLayout.Kind.In(line)[0] != kind)
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

    private static CollectorReading.Refused Refused(string reason) => new([new FileProblem(0, reason)]);
}
