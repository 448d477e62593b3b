using System.Globalization;
using System.Net;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>The report as one page that needs nothing else, with a chart per channel.</summary>
internal sealed class ReconciliationPage(IReadOnlyList<ReconciliationReport> reports)
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;max-width:1000px;margin:1em auto;padding:0 1em}
        table{border-collapse:collapse;width:100%;font-size:.9rem}.wide{overflow-x:auto}
        td,th{padding:.2em .6em;text-align:right;border-bottom:1px solid #8884;font-variant-numeric:tabular-nums}
        td:first-child,th:first-child{text-align:left}tr.total{font-weight:bold}
        svg{width:100%;height:auto}svg text{fill:currentColor;font:11px system-ui,sans-serif}
        .matched{fill:#3a7ca5}.explained{fill:#e0b04a}.listed{fill:#c1464b}
        .key{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}
        """;

    private readonly StringBuilder _html = new();

    public string ToHtml()
    {
        ReconciliationScope scope = reports[0].Scope;
        _html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        Add($"<title>Reconciliation {E(scope.Provider)}</title><style>\n{Style}</style></head><body>\n");
        Add($"<h1>{E(scope.Provider)}, {scope.From:yyyy-MM-dd} to {scope.Until:yyyy-MM-dd}</h1>\n");
        _html.Append("<p>Pesos. What came is matched, explained or listed, to the centavo; what is explained is fee, ")
            .Append("its IVA and rounding, which no contract bears.</p>\n<p>");
        foreach (string name in (string[])["matched", "explained", "listed"])
        {
            Add($"<svg class=\"key\" viewBox=\"0 0 1 1\"><rect class=\"{name}\" width=\"1\" height=\"1\"/></svg>");
            Add($"{name}");
        }

        _html.Append("</p>\n");
        foreach (ReconciliationReport report in reports)
        {
            Report(report);
        }

        return _html.Append("</body></html>\n").ToString();
    }

    private void Report(ReconciliationReport report)
    {
        string kind = FileKind.NameOf(FileKind.Of(report.Scope.Kind));
        ReportDay total = report.Total;
        Add($"<h2>{E(char.ToUpperInvariant(kind[0]) + kind[1..])}</h2>\n<p>{total.Lines:N0} lines, {P(total.Net)}: ");
        Add($"{P(total.Matched)} matched, {P(total.Explained)} explained, {P(total.Listed)} listed.</p>\n");
        foreach (IGrouping<char, ReportDay> channel in report.Days.GroupBy(day => day.Channel).OrderBy(one => one.Key))
        {
            _html.Append(ChannelChart.Draw($"Channel {channel.Key}", [.. channel]));
        }

        Table(
            ["day", "channel", "lines", "net", "matched", "explained", "listed", "fee", "fee IVA", "rounding"],
            [
                .. report.Days.Select(day => Cells(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day)),
                Cells("total", total),
            ]);
        Table(
            ["rule", "status", "reason", "score from", "lines", "net"],
            report.Rules.Select(rule => (string[])
            [
                rule.Rule, rule.Status, rule.Reason ?? "", N(rule.Score), N(rule.Lines), P(rule.Net),
            ]));
        if (report.Missing.Count > 0)
        {
            _html.Append("<h3>Payments that no line shows</h3>\n");
            Table(
                ["day", "channel", "payments", "pesos", "due"],
                report.Missing.Select(one => (string[])
                [
                    one.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.Channel.ToString(),
                    N(one.Payments), P(one.Amount), one.IsDue ? "overdue" : "not yet",
                ]));
        }
    }

    private static string[] Cells(string name, ReportDay day) =>
    [
        name, day.Channel.ToString(), N(day.Lines), P(day.Net), P(day.Matched), P(day.Explained), P(day.Listed),
        P(day.Cost.Fee), P(day.Cost.Tax), P(day.Cost.Rounding),
    ];

    private void Table(string[] heads, IEnumerable<string[]> rows)
    {
        _html.Append("<div class=\"wide\"><table><tr>");
        Array.ForEach(heads, head => Add($"<th>{E(head)}"));
        foreach (string[] row in rows)
        {
            _html.Append(row[0] == "total" ? "\n<tr class=\"total\">" : "\n<tr>");
            Array.ForEach(row, cell => Add($"<td>{E(cell)}"));
        }

        _html.Append("</table></div>\n");
    }

    private void Add(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string P(Money amount) => amount.Pesos.ToString("N2", CultureInfo.InvariantCulture);

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
