namespace Strangler.Core.Documents;

/// <summary>
/// Pages that are drawn on freely: texts, boxes, lines, codes. Points, from the lower left corner of US Letter.
/// </summary>
/// <param name="language">Of the text: <c>es-MX</c>.</param>
public sealed class PdfDrawing(string title, string language)
{
    public const decimal Width = PdfPage.Width;
    public const decimal Height = PdfPage.Height;

    /// <summary>Pages of one document; a longer one is a bug, and throws.</summary>
    public const int PageLimit = PdfDocument.PageLimit;

    private readonly List<PdfPage> _pages = [];
    private PdfPage _page = new();

    public int Pages => _pages.Count;

    public void AddPage()
    {
        if (_pages.Count == PageLimit)
        {
            throw new InvalidOperationException($"A document has more than {PageLimit} pages.");
        }

        _page = new PdfPage();
        _pages.Add(_page);
    }

    /// <summary>What is drawn next stands on an earlier page, counted from 0.</summary>
    public void GoTo(int page) => _page = _pages[page];

    /// <summary>One line, cut where it is wider than its room.</summary>
    /// <param name="room">From <paramref name="left"/>.</param>
    public void Text(
        decimal left, decimal baseline, decimal room, string text, PdfText style,
        PdfAlignment alignment = PdfAlignment.Left)
    {
        string codes = FittedText.Cut(WinAnsi.Encode(text), room, style.Font, style.Size);
        decimal rest = room - FontWidths.Of(codes, style.Font, style.Size);
        decimal indent = alignment switch
        {
            PdfAlignment.Right => rest,
            PdfAlignment.Centre => rest / 2,
            _ => 0,
        };
        _page.Text(left + indent, baseline, codes, style.Font, style.Size, style.Colour);
    }

    /// <summary>Several lines, broken at blanks; what is beyond the limit is cut.</summary>
    /// <param name="baseline">Of the first.</param>
    /// <returns>How many there are.</returns>
    public int Paragraph(
        decimal left, decimal baseline, decimal room, string text, PdfText style, decimal leading, int mostLines = 100)
    {
        List<string> lines = FittedText.Lines(WinAnsi.Encode(text), room, style.Font, style.Size);
        if (lines.Count > mostLines)
        {
            lines[mostLines - 1] = FittedText.Cut(
                lines[mostLines - 1] + " " + lines[mostLines], room, style.Font, style.Size);
        }

        int count = Math.Min(lines.Count, mostLines);
        for (int at = 0; at < count; at++)
        {
            _page.Text(left, baseline - (at * leading), lines[at], style.Font, style.Size, style.Colour);
        }

        return count;
    }

    public static int LinesOf(string text, decimal room, PdfText style) =>
        FittedText.Lines(WinAnsi.Encode(text), room, style.Font, style.Size).Count;

    public static decimal WidthOf(string text, PdfText style) =>
        FontWidths.Of(WinAnsi.Encode(text), style.Font, style.Size);

    /// <summary>Filled.</summary>
    public void Box(decimal left, decimal bottom, decimal width, decimal height, PdfColour colour) =>
        _page.Box(left, bottom, width, height, colour);

    /// <summary>An outline.</summary>
    public void Frame(decimal left, decimal bottom, decimal width, decimal height, PdfColour colour) =>
        _page.Frame(left, bottom, width, height, colour);

    /// <param name="dash">Points of each dash and each gap; 0 for a whole line.</param>
    public void Line(
        decimal left, decimal right, decimal height, PdfColour colour, decimal thickness = 0.6m, decimal dash = 0) =>
        _page.Line((left, height), (right, height), colour, thickness, dash);

    /// <summary>A bar code with nothing below it; leave ten modules of white on both sides.</summary>
    public void BarCode(decimal left, decimal bottom, decimal module, decimal height, Code128 code)
    {
        List<(decimal, decimal, decimal, decimal)> bars = [];
        decimal at = left;
        for (int stripe = 0; stripe < code.Stripes.Count; stripe++)
        {
            decimal width = code.Stripes[stripe] * module;
            if (stripe % 2 == 0)
            {
                bars.Add((at, bottom, width, height));
            }

            at += width;
        }

        _page.Boxes(bars, PdfColour.Black);
    }

    /// <summary>A square of dark and light modules, from its upper left corner; neighbours are one box.</summary>
    public void Modules(decimal left, decimal bottom, decimal side, IReadOnlyList<IReadOnlyList<bool>> rows)
    {
        decimal module = side / rows.Count;
        List<(decimal, decimal, decimal, decimal)> dark = [];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int from = 0; from < rows[row].Count; from++)
            {
                int until = from;
                while (until < rows[row].Count && rows[row][until])
                {
                    until++;
                }

                if (until > from)
                {
                    dark.Add((
                        left + (from * module), bottom + side - ((row + 1) * module), (until - from) * module, module));
                    from = until;
                }
            }
        }

        _page.Boxes(dark, PdfColour.Black);
    }

    public byte[] ToBytes() => PdfFile.Write(title, language, _pages);
}
