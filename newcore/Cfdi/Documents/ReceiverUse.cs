namespace Strangler.Cfdi.Documents;

/// <summary>Which uses (c_UsoCFDI) a tax regime has: those a water utility's receivers can name.</summary>
public static class ReceiverUse
{
    private static readonly string[] Business =
        ["601", "603", "606", "612", "620", "621", "622", "623", "624", "625", "626"];

    private static readonly string[] Personal = ["605", "606", "607", "608", "611", "612", "614", "615", "625"];

    public static bool Allows(string regime, string use, bool person) => use switch
    {
        SatKeys.UseNone or SatKeys.UsePayments => true,
        SatKeys.UseReturns => regime == SatKeys.RegimeNone || Business.Contains(regime),
        ['D', _, _] => person && Personal.Contains(regime),
        ['G' or 'I', _, _] => Business.Contains(regime),
        _ => false,
    };

    /// <summary>G02 where the regime has it, else none.</summary>
    public static string ForCredit(string regime) =>
        Allows(regime, SatKeys.UseReturns, person: false) ? SatKeys.UseReturns : SatKeys.UseNone;
}
