namespace Strangler.ParallelRun.Billing;

/// <summary>How legacy's bill and ours stand to each other, as reports write it.</summary>
internal static class BillVerdict
{
    public const string Same = "same";

    /// <summary>Different, and somebody answers for it; still counted and shown.</summary>
    public const string Explained = "explained";
    public const string Different = "different";
    public const string MissingInLegacy = "missing-in-legacy";
    public const string MissingInNative = "missing-in-native";
    public const string DuplicateInLegacy = "duplicate-in-legacy";

    public static readonly string[] All =
        [Same, Explained, Different, MissingInLegacy, MissingInNative, DuplicateInLegacy];
}
