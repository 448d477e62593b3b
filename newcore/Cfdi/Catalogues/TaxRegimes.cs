using System.Collections.Frozen;

namespace Strangler.Cfdi.Catalogues;

/// <summary>Which person may be in which regime (c_RegimenFiscal), for which use of a document (c_UsoCFDI).</summary>
internal static class TaxRegimes
{
    private const int CompanyLength = 12;

    private static readonly FrozenDictionary<string, string> Regimes = CatalogueFile.Cells("regimes")
        .ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Persons, string[] Regimes)> Uses =
        CatalogueFile.Cells("uses")
            .ToFrozenDictionary(row => row[0], row => (row[1], row[2..]), StringComparer.Ordinal);

    public static bool Exists(string regime) => Regimes.ContainsKey(regime);

    public static bool IsUse(string use) => Uses.ContainsKey(use);

    /// <summary>True as well of a regime that does not exist: that is another finding.</summary>
    public static bool Fits(string regime, string rfc) =>
        !Regimes.TryGetValue(regime, out string? persons) || persons.Contains(Person(rfc), StringComparison.Ordinal);

    /// <summary>True as well of a use that does not exist: that is another finding.</summary>
    public static bool FitsUse(string use, string regime, string rfc) =>
        !Uses.TryGetValue(use, out (string Persons, string[] Regimes) allowed)
        || (allowed.Persons.Contains(Person(rfc), StringComparison.Ordinal) && allowed.Regimes.Contains(regime));

    /// <summary>M for a company, whose key has 12 characters; F for a natural person.</summary>
    private static char Person(string rfc) => rfc.Length == CompanyLength ? 'M' : 'F';
}
