using System.Globalization;
using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>Days, months, names and places as legacy puts them into words (WIRE-FACTS 8).</summary>
internal static class WireText
{
    private static readonly string[] Months =
        ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"];

    private static readonly string[] Periods = [.. Months.Select(month => $"<{month}> - <{month}>")];

    /// <summary>A day in a text field, as recorded: <c>2024-05-01T00:00:00.000Z</c>.</summary>
    public static string Of(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}-{day.Day:00}T00:00:00.000Z");

    /// <summary>Angle brackets included: they stand escaped on the wire.</summary>
    public static string Of(BillingCycle cycle) => Periods[cycle.Period - 1];

    /// <summary>As recorded: surname first.</summary>
    public static string NameOf(DebtAccount account) => $"{account.HolderSurname}, {account.HolderName}";

    /// <summary>An extract has no streets, so it takes the recorded form.</summary>
    public static string AddressOf(DebtAccount account) =>
        $"CALLE SN, COLONIA {account.Group.Zone} MUNICIPIO ( {account.ServiceAreaName} )";
}
