using System.Diagnostics.CodeAnalysis;

namespace Strangler.Core.Documents;

/// <summary>
/// A document written from top to bottom: lines, rules and tables, on as many pages as they need. The smallest writer
/// that does for invoices (docs/adr/0017); to take a library instead is a change to this folder.
/// </summary>
/// <param name="footer">Stands at the foot of every page; {0} is its number, {1} how many there are.</param>
/// <param name="language">Of the text: <c>es-MX</c>.</param>
public sealed class PdfDocument(
    string title, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string footer, string language)
{
    /// <summary>Pages of one document; a longer one is a bug, and throws.</summary>
    public const int PageLimit = 200;

    /// <summary>Points that columns may have together.</summary>
    public const decimal TextWidth = PdfPage.Width - (2 * Margin);

    private const decimal Margin = 54;
    private const decimal FooterSize = 8;
    private const decimal BodySize = 10;

    /// <summary>From one baseline to the next, as a share of the size.</summary>
    private const decimal Leading = 1.4m;

    private readonly List<PdfPage> _pages = [];
    private decimal _height;

    /// <summary>One line, cut where it is too long.</summary>
    public PdfDocument Line(string text, PdfFont font = PdfFont.Plain, decimal size = BodySize)
    {
        PdfPage page = Advance(size);
        page.Text(Margin, _height, FittedText.Cut(WinAnsi.Encode(text), TextWidth, font, size), font, size);
        return this;
    }

    /// <summary>A line of what it is and what it says, at the first third of the page.</summary>
    public PdfDocument Pair(string label, string text)
    {
        PdfPage page = Advance(BodySize);
        decimal left = TextWidth / 3;
        page.Text(
            Margin, _height, FittedText.Cut(WinAnsi.Encode(label), left, PdfFont.Bold, BodySize), PdfFont.Bold,
            BodySize);
        page.Text(
            Margin + left, _height, FittedText.Cut(WinAnsi.Encode(text), TextWidth - left, PdfFont.Plain, BodySize),
            PdfFont.Plain, BodySize);
        return this;
    }

    public PdfDocument Gap()
    {
        if (_pages.Count > 0)
        {
            _height -= BodySize;
        }

        return this;
    }

    /// <summary>On a further page its headings stand again. The rows of <paramref name="totals"/> are bold.</summary>
    /// <exception cref="ArgumentException">The columns are wider than the page, or a row has others.</exception>
    public PdfDocument Table(
        IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows,
        IEnumerable<IReadOnlyList<string>>? totals = null)
    {
        if (columns.Sum(column => column.Width) > TextWidth)
        {
            throw new ArgumentException("The columns are wider than the page.", nameof(columns));
        }

        Headings(columns);
        foreach (IReadOnlyList<string> row in rows)
        {
            Row(columns, row, PdfFont.Plain);
        }

        Rule();
        foreach (IReadOnlyList<string> row in totals ?? [])
        {
            Row(columns, row, PdfFont.Bold);
        }

        return this;
    }

    public byte[] ToBytes()
    {
        if (_pages.Count == 0)
        {
            Break();
        }

        for (int at = 0; at < _pages.Count; at++)
        {
            string foot = string.Format(
                System.Globalization.CultureInfo.InvariantCulture, footer, at + 1, _pages.Count);
            _pages[at].Text(
                Margin, Margin - (2 * FooterSize),
                FittedText.Cut(WinAnsi.Encode(foot), TextWidth, PdfFont.Plain, FooterSize), PdfFont.Plain, FooterSize);
        }

        return PdfFile.Write(title, language, _pages);
    }

    private void Headings(IReadOnlyList<PdfColumn> columns)
    {
        // Never headings at the foot of a page, without a row below them.
        MakeRoom(3 * BodySize * Leading);
        Cells(Advance(BodySize), columns, [.. columns.Select(column => column.Heading)], PdfFont.Bold);
        Rule();
    }

    private void Row(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, PdfFont font)
    {
        if (cells.Count != columns.Count)
        {
            throw new ArgumentException("A row has as many cells as there are columns.", nameof(cells));
        }

        int pages = _pages.Count;
        PdfPage page = Advance(BodySize);
        if (_pages.Count > pages)
        {
            Cells(page, columns, [.. columns.Select(column => column.Heading)], PdfFont.Bold);
            Rule();
            page = Advance(BodySize);
        }

        Cells(page, columns, cells, font);
    }

    private void Cells(PdfPage page, IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, PdfFont font)
    {
        decimal left = Margin;
        for (int at = 0; at < cells.Count; at++)
        {
            string codes = FittedText.Cut(WinAnsi.Encode(cells[at]), columns[at].Width, font, BodySize);
            decimal indent = columns[at].FlushRight ? columns[at].Width - FontWidths.Of(codes, font, BodySize) : 0;
            page.Text(left + indent, _height, codes, font, BodySize);
            left += columns[at].Width;
        }
    }

    private void Rule()
    {
        const decimal Below = 3;
        if (_pages.Count > 0)
        {
            _pages[^1].Rule(Margin, Margin + TextWidth, _height - Below);
            _height -= Below;
        }
    }

    /// <summary>Goes down by a line, to a further page where this one is full.</summary>
    private PdfPage Advance(decimal size)
    {
        MakeRoom(size * Leading);
        _height -= size * Leading;
        return _pages[^1];
    }

    private void MakeRoom(decimal height)
    {
        if (_pages.Count == 0 || _height - height < Margin)
        {
            Break();
        }
    }

    private void Break()
    {
        if (_pages.Count == PageLimit)
        {
            throw new InvalidOperationException($"A document has more than {PageLimit} pages.");
        }

        _pages.Add(new PdfPage());
        _height = PdfPage.Height - Margin;
    }
}
