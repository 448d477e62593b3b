using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Reconciling;

namespace Strangler.Payments.Statements;

/// <summary>
/// Reads a statement or settlement: CSV in UTF-8 with a header, and in the end <c>total,lines,net</c>, by which a file
/// that was cut off is known. A file with one wrong line is wrong as a whole.
/// </summary>
public sealed class StatementReader(StatementKind kind)
{
    public const int MostLines = 2_000_000;

    private const int MostProblems = 100;

    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly List<FileProblem> _problems = [];
    private readonly List<string> _values = [];
    private StatementColumns? _columns;
    private Money _sum;
    private int _lines;
    private bool _ended;

    /// <summary>What is wrong, the first hundred; complete after the last line was read.</summary>
    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>Once.</summary>
    public IEnumerable<StatementLine> Read(Stream file)
    {
        int number = 0;
        foreach (ReadOnlyMemory<byte> bytes in FileLines.Read(file))
        {
            number++;
            if (_problems.Count >= MostProblems || (number == 2 && _columns is null))
            {
                yield break;
            }

            if (Split(bytes.Span, number) && ReadLine(number) is { } line)
            {
                yield return line;
            }
        }

        if (!_ended)
        {
            Note(0, number == 0 ? "the file is empty" : "the last line is no total: the file was cut off");
        }
    }

    private bool Split(ReadOnlySpan<byte> bytes, int number)
    {
        if (bytes.Length > FileLines.Longest)
        {
            return Note(number, $"more than {FileLines.Longest} bytes");
        }

        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Note(number, "bytes that are not UTF-8");
        }

        text = number == 1 ? text.TrimStart('\uFEFF') : text;
        return text.Any(char.IsControl) ? Note(number, "a character that is not printable")
            : CsvLine.TrySplit(text, _values) || Note(number, "a quote where none may stand, or that does not end");
    }

    private StatementLine? ReadLine(int number)
    {
        if (_ended)
        {
            Note(number, "something behind the total");
        }
        else if (number == 1)
        {
            if (StatementColumns.TryRead(kind, _values, out StatementColumns columns) is { } wrong)
            {
                Note(number, wrong);
            }
            else
            {
                _columns = columns;
            }
        }
        else if (_values[0] == "total" && _values.Count == 3)
        {
            ReadTotal(number);
        }
        else if (_values.Count != _columns!.Count)
        {
            Note(number, $"{_values.Count} values instead of {_columns.Count}");
        }
        else if (++_lines > MostLines)
        {
            Note(number, $"more than {MostLines} lines");
        }
        else
        {
            return ReadValues(number);
        }

        return null;
    }

    private void ReadTotal(int number)
    {
        _ended = true;
        if (!int.TryParse(_values[1], NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
            || lines != _lines)
        {
            Note(number, "the total's count is not that of the lines");
        }

        if (!PesosText.TryRead(_values[2], out Money sum) || (sum != _sum && _problems.Count == 0))
        {
            Note(number, "the total is not the sum of the lines");
        }
    }

    private StatementLine? ReadValues(int number)
    {
        int before = _problems.Count;
        string name = Text(number, "number", 60) ?? "";
        if (name.Length == 0)
        {
            Note(number, "number is missing");
        }

        if (!DateOnly.TryParseExact(
                _columns!.In(_values, "day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out DateOnly day)
            || day.Year is < 2000 or > 2200)
        {
            Note(number, "day is none like 2026-02-28");
        }

        bool settled = kind == StatementKind.Settlement;
        Money gross = Amount(number, settled ? "gross" : "amount");
        Money net = settled ? Amount(number, "net") : gross;
        StatementLine line = new(
            new LineKey(0, number), name, day, gross, settled ? Amount(number, "fee") : Money.Zero,
            settled ? Amount(number, "fee_iva") : Money.Zero, net, Text(number, "reference", 64),
            ChargeOf(number, day), LineTwin.None, Text(number, "text", 200));
        if (_problems.Count == before && Math.Abs(line.Rounding.Centavos) > StatementLine.MostRounding)
        {
            Note(number, "net is not gross less fee and its IVA");
        }

        _sum += net;
        return _problems.Count > 0 ? null : line;
    }

    /// <summary>Transfers are named by day, sending bank and tracking key, for a key is used again elsewhere.</summary>
    private string? ChargeOf(int number, DateOnly day)
    {
        string? charge = Text(number, "charge", 100);
        return charge is not null && Text(number, "sender_bank", 10) is { } bank
            ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}:{bank}:{charge}") : charge;
    }

    private Money Amount(int number, string column)
    {
        if (!PesosText.TryRead(_columns!.In(_values, column), out Money amount))
        {
            Note(number, $"{column} is no amount like 1234.50");
        }

        return amount;
    }

    private string? Text(int number, string column, int longest)
    {
        string? text = _columns!.In(_values, column);
        if (text?.Length > longest)
        {
            Note(number, $"{column} has more than {longest} characters");
        }

        return text;
    }

    private bool Note(int line, string reason)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new FileProblem(line, reason));
        }

        return false;
    }
}
