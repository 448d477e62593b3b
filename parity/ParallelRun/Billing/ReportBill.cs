using System.Globalization;
using System.Net;
using System.Text;

namespace Strangler.ParallelRun.Billing;

/// <summary>One bill in report.html with both breakdowns side by side.</summary>
internal static class ReportBill
{
    public static void Add(StringBuilder html, ComparedBill bill)
    {
        html.Append("<details open><summary><b>").Append(CultureInfo.InvariantCulture, $"{bill.Contract}</b> (")
            .Append(E(bill.Group)).Append("): ").Append(E(bill.Verdict)).Append(", <b>").Append(E(bill.Cause))
            .Append("</b>, <span class=\"bad\">").Append(Pesos(bill.Delta)).Append("</span></summary>\n<p>")
            .Append(E(bill.Detail));
        if (bill.Rule is { } rule)
        {
            html.Append(CultureInfo.InvariantCulture, $" (explained by rule {rule})");
        }

        html.Append("</p>\n<div class=\"wide\"><table><tr><th>line</th><th>legacy: quantity × price</th>")
            .Append("<th class=\"n\">legacy</th><th>native: quantity × price</th><th class=\"n\">native</th></tr>\n");
        foreach ((int concept, int part) in bill.LegacyLines.Concat(bill.NativeLines)
            .Select(line => (line.Concept, line.Part)).Distinct().Order())
        {
            Row(html, Find(bill.LegacyLines, concept, part), Find(bill.NativeLines, concept, part));
        }

        Sum(html, "tax", bill.LegacyLines.Count == 0 ? null : bill.LegacyTax,
            bill.NativeLines.Count == 0 ? null : bill.NativeTax);
        Sum(html, "total", bill.Legacy, bill.Native);
        html.Append("</table></div></details>\n");
    }

    private static ComparedLine? Find(IReadOnlyList<ComparedLine> lines, int concept, int part) =>
        lines.FirstOrDefault(line => line.Concept == concept && line.Part == part);

    private static void Row(StringBuilder html, ComparedLine? legacy, ComparedLine? native)
    {
        ComparedLine any = (legacy ?? native)!;
        html.Append(legacy?.Amount == native?.Amount ? "<tr><td>" : "<tr class=\"off\"><td>")
            .Append(CultureInfo.InvariantCulture, $"{any.Concept}.{any.Part} ").Append(E(any.Name)).Append("</td>");
        Side(html, legacy);
        Side(html, native);
        html.Append("</tr>\n");
    }

    private static void Side(StringBuilder html, ComparedLine? line)
    {
        html.Append("<td>");
        if (line is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"{line.Quantity:0.###} × {line.UnitPrice:0.#####}");
            html.Append(line.FixedPrice == 0
                ? "" : string.Create(CultureInfo.InvariantCulture, $" + {line.FixedPrice:0.#####}"));
            html.Append(
                line.TaxRate == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", tax {line.TaxRate:P0}"));
        }

        html.Append("</td><td class=\"n\">").Append(Pesos(line?.Amount)).Append("</td>");
    }

    private static void Sum(StringBuilder html, string name, long? legacy, long? native) => html
        .Append(legacy == native ? "<tr><th>" : "<tr class=\"off\"><th>").Append(name)
            .Append("</th><td></td><td class=\"n\"><b>")
        .Append(Pesos(legacy)).Append("</b></td><td></td><td class=\"n\"><b>").Append(Pesos(native))
        .Append("</b></td></tr>\n");

    private static string Pesos(long? centavos) => centavos is { } amount
        ? (amount / 100m).ToString("N2", CultureInfo.InvariantCulture) : "–";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
