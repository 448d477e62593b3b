using System.Globalization;
using System.Text;
using Strangler.Core.Payments.Providers;

namespace Strangler.Payments.BankFiles;

/// <summary>
/// A file of lines of one length: a header <c>H</c>, details <c>D</c>, a trailer <c>T</c> with their count and sum; and
/// what is wrong in it, up to a hundred lines. A file with one wrong line is wrong as a whole.
/// </summary>
/// <param name="length">Of each line, without its end.</param>
/// <param name="most">Details of a file.</param>
internal sealed class FixedLines(int length, FileColumn kind, int most)
{
    private const int MostProblems = 100;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly List<FileProblem> _problems = [];

    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>Nothing more is noted.</summary>
    public bool IsFull => _problems.Count >= MostProblems;

    /// <returns>All lines, each of its form; empty where one is not.</returns>
    public string[] Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length is 0 or > MostBytes)
        {
            Note(0, file.Length == 0 ? "the file is empty" : $"the file has more than {MostBytes} bytes");
            return [];
        }

        string[] lines = Encoding.Latin1.GetString(file.Span).Split('\n');
        lines = lines[^1].Length == 0 ? lines[..^1] : lines;
        if (lines.Length < 2 || lines.Length > most + 2)
        {
            Note(0, $"a file has a header, up to {most} lines and a trailer");
            return [];
        }

        for (int at = 0; at < lines.Length; at++)
        {
            lines[at] = lines[at].TrimEnd('\r');
            CheckForm(lines[at], at + 1, at == 0 ? 'H' : at == lines.Length - 1 ? 'T' : 'D');
        }

        return _problems.Count > 0 ? [] : lines;
    }

    /// <summary>The trailer against the details.</summary>
    /// <param name="sum">Of the details, in centavos.</param>
    public void CheckTrailer(string[] lines, FileColumn count, FileColumn total, long sum)
    {
        if (Number(count.In(lines[^1]), lines.Length, "the count") != lines.Length - 2)
        {
            Note(lines.Length, "the count is not that of the lines");
        }

        if (Number(total.In(lines[^1]), lines.Length, "the total") != sum)
        {
            Note(lines.Length, "the total is not the sum of the lines");
        }
    }

    /// <param name="digits">As <c>yyyyMMdd</c>.</param>
    public DateOnly Day(string digits, int line)
    {
        if (!DateOnly.TryParseExact(
            digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            Note(line, "the day is none");
        }

        return day;
    }

    public long Number(string digits, int line, string name)
    {
        if (digits.All(char.IsAsciiDigit))
        {
            return long.Parse(digits, CultureInfo.InvariantCulture);
        }

        Note(line, $"{name} is not digits");
        return -1;
    }

    /// <param name="line">From 1; 0: the file.</param>
    public void Note(int line, string reason)
    {
        if (!IsFull)
        {
            _problems.Add(new FileProblem(line, reason));
        }
    }

    private void CheckForm(string line, int number, char expected)
    {
        if (line.Length != length)
        {
            Note(number, $"{line.Length} characters instead of {length}");
        }
        else if (line.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            Note(number, "a character that is not printable ASCII");
        }
        else if (kind.In(line)[0] != expected)
        {
            Note(number, $"a line of kind {expected} is expected");
        }
    }
}
