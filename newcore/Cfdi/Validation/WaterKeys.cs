using System.Collections.Frozen;

namespace Strangler.Cfdi.Validation;

/// <summary>The keys of SAT's catalogues that fit a water utility; all others exist, so no PAC refuses them.</summary>
internal static class WaterKeys
{
    /// <summary>What each line of a global invoice is.</summary>
    public const string GlobalProduct = "01010101";

    /// <summary>Billing services: the one line of a payment, and of credit notes.</summary>
    public const string BillingProduct = "84111506";

    /// <summary>Water and sewerage, supply, distribution, waste water, meters, billing, and global invoices.</summary>
    public static readonly FrozenSet<string> Products = FrozenSet.ToFrozenSet(
        ["83101500", "83101501", "83101504", "83101506", "41112504", BillingProduct, GlobalProduct],
        StringComparer.Ordinal);

    /// <summary>Cubic metres, service, activity, piece.</summary>
    public static readonly FrozenSet<string> Units =
        FrozenSet.ToFrozenSet(["MTQ", "E48", "ACT", "H87"], StringComparer.Ordinal);
}
