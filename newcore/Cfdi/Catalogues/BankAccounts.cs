using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Strangler.Cfdi.Catalogues;

/// <summary>Which forms of payment name accounts, and what those look like (c_FormaPago).</summary>
internal static class BankAccounts
{
    private static readonly FrozenDictionary<string, (Regex? Payer, Regex? Payee)> Patterns =
        CatalogueFile.Cells("accounts").ToFrozenDictionary(
            row => row[0], row => (Pattern(row[1]), Pattern(row[2])), StringComparer.Ordinal);

    public static bool NamesPayer(string form) => Patterns.TryGetValue(form, out var pattern) && pattern.Payer != null;

    public static bool NamesPayee(string form) => Patterns.TryGetValue(form, out var pattern) && pattern.Payee != null;

    public static bool FitsPayer(string form, string account) => !NamesPayer(form)
        || Patterns[form].Payer!.IsMatch(account);

    public static bool FitsPayee(string form, string account) => !NamesPayee(form)
        || Patterns[form].Payee!.IsMatch(account);

    private static Regex? Pattern(string text) => text == "-" ? null : new Regex(
        $"^({text})$(?!\n)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
