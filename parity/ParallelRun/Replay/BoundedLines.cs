using System.Runtime.CompilerServices;
using System.Text;

namespace Strangler.ParallelRun.Replay;

/// <summary>
/// The lines of a file, however long one of them is: of a line beyond the limit, only that it was there.
/// </summary>
internal static class BoundedLines
{
    /// <summary>Characters of a line.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>Each line with its number from 1; null for one that is too long. Empty lines are passed over.</summary>
    public static async IAsyncEnumerable<(long Number, string? Text)> ReadAsync(
        TextReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        char[] buffer = new char[16 * 1024];
        StringBuilder line = new();
        bool isTooLong = false;
        long number = 1;
        while (await reader.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            foreach (Range piece in Pieces(buffer.AsMemory(0, read)))
            {
                (int start, int length) = piece.GetOffsetAndLength(read);
                bool ends = length > 0 && buffer[start + length - 1] == '\n';
                isTooLong |= line.Length + length > Limit;
                line.Append(buffer, start, isTooLong ? 0 : length - (ends ? 1 : 0));
                if (!ends)
                {
                    continue;
                }

                if (isTooLong || !IsBlank(line))
                {
                    yield return (number, isTooLong ? null : line.ToString());
                }

                number++;
                line.Clear();
                isTooLong = false;
            }
        }

        if (isTooLong || !IsBlank(line))
        {
            yield return (number, isTooLong ? null : line.ToString());
        }
    }

    /// <summary>Up to and with each line feed, and what is behind the last.</summary>
    private static List<Range> Pieces(ReadOnlyMemory<char> text)
    {
        List<Range> pieces = [];
        int start = 0;
        while (text.Span[start..].IndexOf('\n') is var end and >= 0)
        {
            pieces.Add(start..(start + end + 1));
            start += end + 1;
        }

        if (start < text.Length)
        {
            pieces.Add(start..text.Length);
        }

        return pieces;
    }

    private static bool IsBlank(StringBuilder line)
    {
        foreach (ReadOnlyMemory<char> chunk in line.GetChunks())
        {
            if (!chunk.Span.IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }
}
