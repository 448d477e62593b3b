using System.Globalization;
using System.Net;
using System.Text;

namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>The report as one page that needs nothing else.</summary>
internal static class SimulationPage
{
    private const int LabelWidth = 220;
    private const int BarWidth = 420;
    private const int RowHeight = 26;

    private const string Style = """
        body{font-family:sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;color:#222;background:#fff}
        table{border-collapse:collapse;width:100%}
        td,th{padding:.3em .6em;text-align:right;border-bottom:1px solid #8884}
        td:first-child,th:first-child{text-align:left}tr.total{font-weight:bold}text{fill:currentColor}
        @media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}}
        """;

    public static string Write(string scope, IReadOnlyList<string> plans, SimulationTally tally)
    {
        ClassTally total = tally.Total;
        StringBuilder page = new("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">");
        page.Append("<title>Tariff simulation</title><style>\n").Append(Style).Append("</style>\n");
        page.Append("<h1>Tariff simulation</h1>\n<p>").Append(Text(scope)).Append(". Proposed: ");
        page.Append(Text(string.Join(", ", plans))).Append(".</p>\n<p>").Append(Summary(total)).Append("</p>\n");
        page.Append("<h2>By class</h2>\n").Append(Classes(tally, total));
        page.Append(Bars([.. tally.Classes.Select(one => (one.Name, one.Delta))], "pesos of revenue more or less"));
        page.Append("<h2>What customers pay, with tax</h2>\n");
        page.Append(Bars([.. ChangeBand.Names.Zip(tally.Bands, (name, bills) => (name, (decimal)bills))], "customers"));
        page.Append("<h2>Who pays most more</h2>\n").Append(Bills(tally.Losers));
        page.Append("<h2>Who pays most less</h2>\n").Append(Bills(tally.Winners));
        return page.Append("</html>\n").ToString();
    }

    private static string Summary(ClassTally total) =>
        $"<b>{PlanText.Pesos(total.Delta)} pesos</b> ({SimulationReport.Percent(total.Share)} %) of revenue without "
        + $"tax: {PlanText.Pesos(total.RevenueBefore)} now, {PlanText.Pesos(total.RevenueAfter)} proposed. "
        + $"{total.Winners} of {total.Contracts} customers pay less, {total.Losers} more.";

    private static string Classes(SimulationTally tally, ClassTally total) =>
        "<table><tr><th>class<th>contracts<th>m³<th>now<th>proposed<th>delta<th>%<th>pay less<th>pay more\n"
        + string.Concat(tally.Classes.Append(total).Select(one =>
            $"<tr{(one == total ? " class=\"total\"" : "")}><td>{Text(one.Name)}<td>{one.Contracts}"
            + $"<td>{PlanText.Number(one.CubicMetres)}<td>{PlanText.Pesos(one.RevenueBefore)}"
            + $"<td>{PlanText.Pesos(one.RevenueAfter)}<td>{PlanText.Pesos(one.Delta)}"
            + $"<td>{SimulationReport.Percent(one.Share)}<td>{one.Winners}<td>{one.Losers}\n"))
        + "</table>\n";

    private static string Bills(IReadOnlyList<SimulatedBill> bills) => bills.Count == 0
        ? "<p>Nobody.</p>\n"
        : "<table><tr><th>contract<th>class<th>m³<th>now<th>proposed<th>change\n" + string.Concat(bills.Select(bill =>
            $"<tr><td>{bill.Contract}<td>{Text(bill.Class)}<td>{PlanText.Number(bill.CubicMetres)}"
            + $"<td>{PlanText.Pesos(bill.PaidBefore)}<td>{PlanText.Pesos(bill.PaidAfter)}"
            + $"<td>{PlanText.Pesos(bill.Change)}\n"))
            + "</table>\n";

    /// <summary>Bars to the right; below zero in another colour.</summary>
    private static string Bars(IReadOnlyList<(string Label, decimal Value)> bars, string unit)
    {
        decimal longest = Math.Max(1, bars.Count == 0 ? 1 : bars.Max(bar => Math.Abs(bar.Value)));
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg width=\"900\" height=\"{bars.Count * RowHeight + 30}\" font-size=\"13\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth}\" y=\"14\">{Text(unit)}</text>\n");
        for (int row = 0; row < bars.Count; row++)
        {
            (string label, decimal value) = bars[row];
            int top = 24 + row * RowHeight;
            int width = (int)(Math.Abs(value) / longest * BarWidth);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top + 14}\">{Text(label)}</text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{LabelWidth}\" y=\"{top}\" width=\"{width}\" height=\"18\" rx=\"2\" ");
            svg.Append(value < 0 ? "fill=\"#c1666b\"/>" : "fill=\"#3a7ca5\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + width + 8}\" y=\"{top + 14}\">");
            svg.Append(CultureInfo.InvariantCulture, $"{value:#,##0}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
