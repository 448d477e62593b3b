using System.Globalization;
using Strangler.Cfdi.Building;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>Facts in a customer's words.</summary>
internal static class PrintWords
{
    private static readonly string[] Months =
    [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ];

    public static string Long(BillingCycle cycle) => string.Create(
        CultureInfo.InvariantCulture, $"{Month(cycle.Period)} de {cycle.Year}");

    public static string Short(short year, short period) => string.Create(
        CultureInfo.InvariantCulture, $"{Month(period)[..3]} {year % 100:00}");

    public static string Kind(string kind) => kind switch
    {
        "L" => "Periódica",
        "E" => "Estimada",
        "F" => "Final",
        "I" => "Inicial",
        _ => kind,
    };

    /// <param name="use">1 domestic, 0 other.</param>
    public static string Use(short use) => use == 1 ? "Doméstico" : "No doméstico";

    /// <summary>How a line's amount came about; empty where there is nothing to tell beyond the amount.</summary>
    public static string Part(decimal quantity, decimal? unitPrice, decimal? fixedPrice, Money amount)
    {
        string metred = quantity != 0 && unitPrice is { } price && price != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{quantity:0.######} × ${price:#,0.00####}") : "";
        string fixedPart = fixedPrice is { } basic && basic != 0
            ? string.Create(CultureInfo.InvariantCulture, $"cuota ${basic:#,0.00####}") : "";
        string both = metred.Length > 0 && fixedPart.Length > 0 ? $"{fixedPart} + {metred}" : fixedPart + metred;
        return both.Length == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{both} = ${amount.Pesos:#,0.00}");
    }

    /// <summary>Joined by concept, under the name that the fiscal document gives it.</summary>
    public static IReadOnlyDictionary<string, string> Explanations(IEnumerable<(short Concept, string Part)> parts) =>
        parts.Where(part => part.Part.Length > 0)
            .GroupBy(part => FiscalTable.Shipped.KeyOf(part.Concept).Name ?? "", part => part.Part)
            .Where(group => group.Key.Length > 0)
            .ToDictionary(group => group.Key, group => string.Join("; ", group), StringComparer.Ordinal);

    private static string Month(int period) => period is >= 1 and <= 12 ? Months[period - 1] : $"periodo {period}";
}
