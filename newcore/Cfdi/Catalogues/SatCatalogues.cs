using System.Collections.Frozen;

namespace Strangler.Cfdi.Catalogues;

/// <summary>The keys that SAT knows, as of the file that eng/sat-catalogues.sh read last.</summary>
internal static class SatCatalogues
{
    private static readonly Dictionary<string, FrozenSet<string>> Small = CatalogueFile.Cells("keys")
        .ToDictionary(row => row[0], row => row.Skip(1).ToFrozenSet(StringComparer.Ordinal));

    private static readonly FrozenDictionary<string, int> DecimalsOf = Small
        .Where(catalogue => catalogue.Key.StartsWith("c_Moneda/", StringComparison.Ordinal))
        .SelectMany(catalogue => catalogue.Value.Select(key => (key, Decimals: catalogue.Key[^1] - '0')))
        .ToFrozenDictionary(row => row.key, row => row.Decimals, StringComparer.Ordinal);

    /// <summary>Products and services, c_ClaveProdServ.</summary>
    public static KeyRuns Products { get; } = new(CatalogueFile.Rows("products"), 8);

    /// <summary>Postal codes, c_CodigoPostal.</summary>
    public static KeyRuns PostalCodes { get; } = new(CatalogueFile.Rows("postal-codes"), 5);

    /// <summary>Units of measure, c_ClaveUnidad.</summary>
    public static FrozenSet<string> Units { get; } =
        CatalogueFile.Rows("units").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A small catalogue by SAT's name of it.</summary>
    public static FrozenSet<string> Of(string name) => Small[name];

    public static bool IsCurrency(string key) => DecimalsOf.ContainsKey(key);

    /// <summary>Decimals that a currency allows; 6, the most of any amount, of one that is unknown.</summary>
    public static int CurrencyDecimals(string key) => DecimalsOf.GetValueOrDefault(key, 6);
}
