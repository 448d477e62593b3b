using System.Globalization;
using System.Net;
using System.Text;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>A column for each day as SVG: what is matched, what of it was kept, what is listed.</summary>
internal static class ChannelChart
{
    private const int Width = 900;
    private const int Height = 160;
    private const int Foot = 34;
    private const int Head = 20;

    public static string Draw(string title, IReadOnlyList<ReportDay> days)
    {
        decimal highest = Math.Max(1, days.Max(day => Parts(day).Sum(part => part.Pesos)));
        decimal column = Math.Min(60m, (decimal)Width / days.Count);
        StringBuilder svg = new();
        Add(svg, $"<svg viewBox=\"0 0 {Width} {Head + Height + Foot}\" role=\"img\" aria-label=\"{E(title)}\">\n");
        Add(svg, $"<text x=\"0\" y=\"12\">{E(title)}, pesos a day, up to {highest:N2}</text>\n");
        for (int at = 0; at < days.Count; at++)
        {
            decimal bottom = Head + Height;
            foreach ((string name, decimal pesos) in Parts(days[at]))
            {
                decimal height = pesos / highest * Height;
                bottom -= height;
                Add(svg, $"<rect class=\"{name}\" x=\"{at * column:0.#}\" y=\"{bottom:0.##}\" ");
                Add(svg, $"width=\"{Math.Max(column - 2, 0.5m):0.#}\" height=\"{height:0.##}\">");
                Add(svg, $"<title>{days[at].Day:yyyy-MM-dd} {name} {pesos:N2}</title></rect>");
            }

            // A label needs about 40 units.
            if (at % (int)Math.Ceiling(40 / column) == 0)
            {
                Add(svg, $"<text x=\"{at * column:0.#}\" y=\"{Head + Height + 16}\">{days[at].Day:MM-dd}</text>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Heights: what was taken back stands up, too.</summary>
    private static (string Name, decimal Pesos)[] Parts(ReportDay day)
    {
        decimal explained = Math.Abs(day.Explained.Pesos);
        return
        [
            ("matched", Math.Max(0, Math.Abs(day.Matched.Pesos) - explained)), ("explained", explained),
            ("listed", Math.Abs(day.Listed.Pesos)),
        ];
    }

    private static void Add(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
