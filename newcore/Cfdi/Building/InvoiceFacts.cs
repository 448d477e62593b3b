using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Cfdi.Building;

/// <summary>An invoice or note as the core has it.</summary>
/// <param name="Number">The core's: series and folio, divided at the last hyphen.</param>
/// <param name="Use">domestic, commercial, ...: as tariff plans say it.</param>
/// <param name="Issued">Whose tax rules hold.</param>
/// <param name="Total">With taxes and rounding: what the document must come to.</param>
public sealed record InvoiceFacts(
    string Number, string Use, DateOnly Issued, IReadOnlyList<ChargedLine> Lines, Money Total)
{
    /// <summary>Null where the number has no hyphen.</summary>
    public string? Series => Number.LastIndexOf('-') is > 0 and int at ? Number[..at] : null;

    public string Folio => Number[(Number.LastIndexOf('-') + 1)..];

    /// <summary>Of a bill just rated, which is reused for the next one: its lines are copied.</summary>
    public static InvoiceFacts Of(RatedBill bill, string number, string use, DateOnly issued)
    {
        ArgumentNullException.ThrowIfNull(bill);
        List<ChargedLine> lines = new(bill.LineCount);
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            if (!line.Informational)
            {
                string name = line.Rule?.Name ?? line.Modifier?.Name ?? "";
                lines.Add(new ChargedLine(line.Concept, name, line.Quantity, line.Amount, line.TaxRate));
            }
        }

        return new InvoiceFacts(number, use, issued, lines, bill.Total);
    }
}
