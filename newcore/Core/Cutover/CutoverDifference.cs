using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>Where the former system and the native core do not agree.</summary>
/// <param name="What">invoice, receivable, credit, carried, quarantined.</param>
/// <param name="Item">The invoice's number, or the file and line; empty of a contract's balances.</param>
public sealed record CutoverDifference(
    ContractNumber Contract, string What, string Item, Money Legacy, Money Native)
{
    public Money Delta => Native - Legacy;
}
