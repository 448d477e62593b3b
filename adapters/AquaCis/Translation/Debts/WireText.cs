using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>Names and places as legacy puts them into words (WIRE-FACTS 8).</summary>
internal static class WireText
{
    /// <summary>As recorded: surname first.</summary>
    public static string NameOf(DebtAccount account) => $"{account.HolderSurname}, {account.HolderName}";

    /// <summary>An extract has no streets, so it takes the recorded form.</summary>
    public static string AddressOf(DebtAccount account) =>
        $"CALLE SN, COLONIA {account.Group.Zone} MUNICIPIO ( {account.ServiceAreaName} )";
}
