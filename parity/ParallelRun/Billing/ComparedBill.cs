using System.Text.Json.Serialization;

namespace Strangler.ParallelRun.Billing;

/// <summary>A bill that is not the same on both sides. Amounts are centavos; null where a side has no bill.</summary>
/// <param name="Legacy">All that legacy billed for the period: of a duplicate, both.</param>
internal sealed record ComparedBill(
    int Contract, string Group, int Year, int Period, string Verdict, string Cause, long? Legacy, long? Native,
    string Detail)
{
    /// <summary>The explanation that answers for it; null where none does.</summary>
    public long? Rule { get; init; }

    public IReadOnlyList<ComparedLine> LegacyLines { get; init; } = [];

    public IReadOnlyList<ComparedLine> NativeLines { get; init; } = [];

    public long LegacyTax { get; init; }

    public long NativeTax { get; init; }

    /// <summary>Native less legacy; a side without a bill counts as nothing.</summary>
    [JsonIgnore]
    public long Delta => (Native ?? 0) - (Legacy ?? 0);
}
