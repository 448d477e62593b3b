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

    public byte[] Bytes => Encoding.Latin1.GetBytes(_drawing.ToString());

    private static string Escape(string codes) => codes
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("(", "\\(", StringComparison.Ordinal)
        .Replace(")", "\\)", StringComparison.Ordinal);
}
