using System.Globalization;
using System.Net;
using System.Text;

namespace Strangler.ParallelRun.Bench;

/// <summary>A small horizontal bar chart as SVG that reads on light and on dark pages.</summary>
internal static class BarChart
{
    private const int LabelWidth = 150;
    private const int BarWidth = 380;
    private const int RowHeight = 26;

    public static string Draw(string title, IReadOnlyList<(string Label, double Value)> bars, string unit)
    {
        double longest = Math.Max(bars.Max(bar => bar.Value), 1);
        int height = 30 + (bars.Count * RowHeight) + 6;
        StringBuilder svg = new();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{height}" """));
        svg.Append("""font-family="sans-serif" font-size="13" role="img">""").Append('\n');
        svg.Append("<style>text{fill:#333}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>\n");
        svg.Append("""<text x="0" y="16" font-weight="bold">""");
        svg.Append(WebUtility.HtmlEncode(title)).Append("</text>\n");
        for (int row = 0; row < bars.Count; row++)
        {
            svg.Append(Bar(bars[row], 30 + (row * RowHeight), bars[row].Value / longest * BarWidth, unit));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Bar((string Label, double Value) bar, int top, double width, string unit) => Invariant($"""
        <text x="0" y="{top + 14}">{WebUtility.HtmlEncode(bar.Label)}</text>
        <rect x="{LabelWidth}" y="{top}" width="{width:F0}" height="18" rx="2" fill="#3a7ca5"/>
        <text x="{LabelWidth + width + 8:F0}" y="{top + 14}">{bar.Value:N0} {WebUtility.HtmlEncode(unit)}</text>

        """);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
