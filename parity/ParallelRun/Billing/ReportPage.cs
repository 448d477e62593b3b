using System.Globalization;
using System.Net;
using System.Text;

namespace Strangler.ParallelRun.Billing;

/// <summary>report.html: one page without any other file, for a screen, a phone and paper.</summary>
internal sealed class ReportPage(RunSummary summary, IReadOnlyList<ComparedBill> worst)
{
    private const string Style = """
        :root{color-scheme:light dark; --ink:#1d2733; --soft:#5b6875; --line:#d6dde4; --back:#fff;
            --card:#f5f7f9; --bar:#2b6f9b; --bad:#a33a2a}
        @media(prefers-color-scheme:dark){
            :root{--ink:#e4e9ee; --soft:#9aa7b3; --line:#37424d; --back:#14191e; --card:#1d242b; --bar:#5aa3d1;
                --bad:#e58a78}
        }
        *{box-sizing:border-box}
        body{margin:0 auto; max-width:64rem; padding:1rem; font:16px/1.5 system-ui,sans-serif;
            color:var(--ink); background:var(--back)}
        h1{font-size:1.5rem;margin:.5rem 0}
        h2{font-size:1.15rem;margin:2rem 0 .5rem}
        p{margin:.3rem 0;color:var(--soft)}
        .cards{display:grid;gap:.6rem;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));margin:1rem 0}
        .card{background:var(--card);padding:.7rem .9rem;border-radius:.5rem}
        .card b{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}
        .card span{color: var(--soft);font-size:.85rem}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{font-weight:600}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .bad{color:var(--bad)}
        svg{width:100%;height:auto;max-width:46rem}
        svg text{fill:var(--ink);font:13px system-ui,sans-serif}
        svg rect{fill:var(--bar)}
        details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;padding:.3rem .8rem}
        summary{cursor:pointer;padding:.3rem 0}
        tr.off td{background:color-mix(in srgb,var(--bad) 12%,transparent)}
        @media print{
            body{max-width:none;font-size:11pt}
            details{break-inside:avoid}
            :root{--ink:#000;--soft:#444;--back:#fff;--card:#fff;--line:#bbb}
        }
        """;

    private readonly StringBuilder _html = new();

    public string ToHtml()
    {
        string title = $"Parallel run {summary.Group} {summary.Period}";
        _html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>").Append(E(title))
            .Append("</title><style>").Append(Style).Append("</style></head><body>\n<h1>").Append(E(title))
                .Append("</h1>\n");
        Add($"<p>Legacy's own bills and ours, worked out from the same data (version {summary.DataVersion}), ");
        Add($"finished {summary.FinishedAt:yyyy-MM-dd HH:mm} UTC. Money is in pesos; ");
        Add($"a difference is ours less legacy's.</p>\n");
        Cards();
        Chart("Bills by verdict", summary.Verdicts.Where(verdict => verdict.Value > 0)
            .Select(verdict => (verdict.Key, (decimal)verdict.Value, Number(verdict.Value))));
        if (summary.Causes.Count > 0)
        {
            Chart("Causes by money", summary.Causes.Take(15)
                .Select(cause => (cause.Cause, cause.Money, $"{Money(cause.Money)} in {Number(cause.Bills)}")));
            Causes();
        }

        Groups();
        Explanations();
        Parked();
        WorstBills();
        return _html.Append("</body></html>\n").ToString();
    }

    private void Cards()
    {
        int different = summary.Verdicts.Where(verdict => verdict.Key != BillVerdict.Same)
            .Sum(verdict => verdict.Value);
        _html.Append("<div class=\"cards\">");
        foreach ((string words, string figure) in ((string, string)[])
        [
            ("bills made natively", Number(summary.BilledNatively)),
            ("the same to the centavo", Number(summary.Verdicts[BillVerdict.Same])),
                ("not the same", Number(different)),
            ("legacy billed", Money(summary.LegacyTotal)), ("we bill", Money(summary.NativeTotal)),
            ("difference", Money(summary.Delta)), ("contracts parked", Number(summary.Parked.Values.Sum())),
        ])
        {
            _html.Append("<div class=\"card\"><b>").Append(E(figure)).Append("</b><span>").Append(E(words))
                .Append("</span></div>");
        }

        _html.Append("</div>\n");
    }

    private void Chart(string title, IEnumerable<(string Label, decimal Value, string Text)> bars)
    {
        (string Label, decimal Value, string Text)[] rows = [.. bars];
        decimal longest = Math.Max(rows.Select(row => row.Value).DefaultIfEmpty().Max(), 1);
        _html.Append("<h2>").Append(E(title)).Append("</h2>\n");
        Add($"<svg viewBox=\"0 0 720 {(rows.Length * 26) + 4}\" role=\"img\" aria-label=\"{E(title)}\">\n");
        for (int row = 0; row < rows.Length; row++)
        {
            decimal width = Math.Max(rows[row].Value / longest * 300, 1);
            Add($"<text x=\"0\" y=\"{(row * 26) + 17}\">{E(Short(rows[row].Label))}</text>");
            Add($"<rect x=\"220\" y=\"{(row * 26) + 4}\" width=\"{width:0.0}\" height=\"17\" rx=\"2\"/>");
            Add($"<text x=\"{228 + width:0.0}\" y=\"{(row * 26) + 17}\">{E(rows[row].Text)}</text>\n");
        }

        _html.Append("</svg>\n");
    }

    private void Causes() => Table(
        ["cause", "bills", "explained", "money", "difference"], 1,
        summary.Causes.Select(cause => (string[])
        [
            cause.Cause, Number(cause.Bills), Number(cause.Explained), Money(cause.Money), Money(cause.Delta),
        ]));

    private void Groups()
    {
        _html.Append("<h2>Billing groups</h2>\n");
        Table(["group", "bills", "same", "legacy", "native", "difference"], 1, summary.Groups.Select(group => (string[])
        [
            group.Group, Number(group.Bills), Number(group.Same), Money(group.LegacyTotal), Money(group.NativeTotal),
            Money(group.NativeTotal - group.LegacyTotal),
        ]));
    }

    private void Explanations()
    {
        if (summary.Explanations.Count > 0)
        {
            _html.Append("<h2>Explained: who answers for it</h2>\n");
            Table(["rule", "bills", "money", "who", "why", "until"], 6, summary.Explanations.Select(rule => (string[])
            [
                Number((int)rule.Rule), Number(rule.Bills), Money(rule.Money), rule.Who, rule.Why,
                rule.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ]));
        }
    }

    private void Parked()
    {
        if (summary.Parked.Count > 0 || summary.PlanProblems.Count > 0)
        {
            _html.Append("<h2>Parked: not billed natively</h2>\n<p>Which and why: ./strangler exceptions</p>\n");
            Table(["reason", "contracts"], 1,
                summary.Parked.Select(reason => (string[])[reason.Key, Number(reason.Value)]));
            Table(["price tables that make no plan"], 9, summary.PlanProblems.Select(problem => (string[])[problem]));
        }
    }

    private void WorstBills()
    {
        if (worst.Count > 0)
        {
            _html.Append("<h2>The bills with the largest differences</h2>\n");
            foreach (ComparedBill bill in worst)
            {
                ReportBill.Add(_html, bill);
            }
        }
    }

    /// <param name="numbersFrom">The first column of figures.</param>
    private void Table(string[] headings, int numbersFrom, IEnumerable<string[]> rows)
    {
        _html.Append("<div class=\"wide\"><table><tr>");
        for (int at = 0; at < headings.Length; at++)
        {
            Cell("th", at >= numbersFrom, headings[at]);
        }

        foreach (string[] row in rows)
        {
            _html.Append("</tr>\n<tr>");
            for (int at = 0; at < row.Length; at++)
            {
                Cell("td", at >= numbersFrom, row[at]);
            }
        }

        _html.Append("</tr></table></div>\n");
    }

    private void Cell(string tag, bool number, string text) => _html.Append('<').Append(tag)
        .Append(number ? " class=\"n\">" : ">").Append(E(text)).Append("</").Append(tag).Append('>');

    private void Add(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Short(string label) => label.Length <= 30 ? label : $"{label[..29]}…";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal pesos) => pesos.ToString("N2", CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
