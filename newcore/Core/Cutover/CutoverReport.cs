using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>Both sides of a group's opening balances.</summary>
/// <param name="Differences">The first so many; <paramref name="Found"/> counts all.</param>
public sealed record CutoverReport(
    int Contracts, int Invoices, Money LegacyDebt, Money NativeDebt, Money LegacyCredit, Money NativeCredit, int Found,
    IReadOnlyList<CutoverDifference> Differences)
{
    public bool Agrees => Found == 0 && LegacyDebt == NativeDebt && LegacyCredit == NativeCredit;
}
