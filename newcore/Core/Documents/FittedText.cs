using System.Text;

namespace Strangler.Core.Documents;

/// <summary>Texts made to fit a width: cut, or broken into lines.</summary>
internal static class FittedText
{
    private const char Ellipsis = '\u0085';

    /// <summary>Characters of which some always fit; more are not measured.</summary>
    private const int LongestText = 400;

    /// <param name="codes">As <see cref="WinAnsi.Encode"/> gives them.</param>
    public static string Cut(string codes, decimal width, PdfFont font, decimal size)
    {
        if (FontWidths.Of(codes, font, size) <= width)
        {
            return codes;
        }

        int kept = Math.Min(codes.Length, LongestText);
        while (kept > 0 && FontWidths.Of(codes[..kept] + Ellipsis, font, size) > width)
        {
            kept--;
        }

        return codes[..kept] + Ellipsis;
    }

    /// <summary>Broken at blanks, and inside words that are wider than a line.</summary>
    /// <param name="codes">As <see cref="WinAnsi.Encode"/> gives them.</param>
    public static List<string> Lines(string codes, decimal width, PdfFont font, decimal size)
    {
        decimal blank = FontWidths.Of(" ", font, size);
        List<string> lines = [];
        StringBuilder line = new();
        decimal used = 0;
        foreach (string piece in codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Pieces(word, width, font, size)))
        {
            decimal wide = FontWidths.Of(piece, font, size);
            if (line.Length > 0 && used + blank + wide > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            used += (line.Length > 0 ? blank : 0) + wide;
            line.Append(line.Length > 0 ? " " : "").Append(piece);
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    private static IEnumerable<string> Pieces(string word, decimal width, PdfFont font, decimal size)
    {
        int start = 0;
        decimal used = 0;
        for (int at = 0; at < word.Length; at++)
        {
            decimal wide = FontWidths.Of(word.AsSpan(at, 1), font, size);
            if (at > start && used + wide > width)
            {
                yield return word[start..at];
                start = at;
                used = 0;
            }

            used += wide;
        }

        yield return word[start..];
    }
}
