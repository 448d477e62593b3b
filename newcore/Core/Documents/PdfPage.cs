using System.Globalization;
using System.Text;

namespace Strangler.Core.Documents;

/// <summary>
/// What is drawn on one page. Points, from the lower left corner of US Letter, which is Mexico's carta.
/// </summary>
internal sealed class PdfPage
{
    public const decimal Width = 612;
    public const decimal Height = 792;

    private readonly StringBuilder _drawing = new();

    /// <param name="codes">As <see cref="WinAnsi.Encode"/> gives them.</param>
    public void Text(decimal left, decimal baseline, string codes, PdfFont font, decimal size) => _drawing.Append(
        CultureInfo.InvariantCulture,
        $"BT /F{(int)font + 1} {size:0.##} Tf {left:0.##} {baseline:0.##} Td ({Escape(codes)}) Tj ET\n");

    /// <summary>A thin line from side to side.</summary>
    public void Rule(decimal left, decimal right, decimal height) => _drawing.Append(
        CultureInfo.InvariantCulture,
        $"0.5 w {left:0.##} {height:0.##} m {right:0.##} {height:0.##} l S\n");

    public void Text(
        decimal left, decimal baseline, string codes, PdfFont font, decimal size, PdfColour colour)
    {
        _drawing.Append(CultureInfo.InvariantCulture, $"{colour.Operands} rg ");
        Text(left, baseline, codes, font, size);
    }

    /// <summary>Filled, without an outline.</summary>
    public void Box(decimal left, decimal bottom, decimal width, decimal height, PdfColour colour) => _drawing.Append(
        CultureInfo.InvariantCulture,
        $"{colour.Operands} rg {left:0.###} {bottom:0.###} {width:0.###} {height:0.###} re f\n");

    /// <summary>Filled boxes of one colour, as codes are made of.</summary>
    public void Boxes(
        IEnumerable<(decimal Left, decimal Bottom, decimal Width, decimal Height)> boxes, PdfColour colour)
    {
        _drawing.Append(CultureInfo.InvariantCulture, $"{colour.Operands} rg\n");
        foreach ((decimal left, decimal bottom, decimal width, decimal height) in boxes)
        {
            _drawing.Append(
                CultureInfo.InvariantCulture, $"{left:0.###} {bottom:0.###} {width:0.###} {height:0.###} re\n");
        }

        _drawing.Append("f\n");
    }

    /// <summary>An outline.</summary>
    public void Frame(decimal left, decimal bottom, decimal width, decimal height, PdfColour colour) =>
        _drawing.Append(
            CultureInfo.InvariantCulture,
            $"0.6 w {colour.Operands} RG {left:0.##} {bottom:0.##} {width:0.##} {height:0.##} re S\n");

    /// <param name="dash">Points of each dash and each gap; 0 for a whole line.</param>
    public void Line(
        (decimal Left, decimal Height) from, (decimal Left, decimal Height) to, PdfColour colour, decimal thickness,
        decimal dash) => _drawing.Append(
        CultureInfo.InvariantCulture,
        $"{thickness:0.##} w {colour.Operands} RG [{(dash > 0 ? $"{dash:0.#}" : "")}] 0 d "
        + $"{from.Left:0.##} {from.Height:0.##} m {to.Left:0.##} {to.Height:0.##} l S [] 0 d\n");

    public byte[] Bytes => Encoding.Latin1.GetBytes(_drawing.ToString());

    private static string Escape(string codes) => codes
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("(", "\\(", StringComparison.Ordinal)
        .Replace(")", "\\)", StringComparison.Ordinal);
}
