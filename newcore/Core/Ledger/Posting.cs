using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>One side of an entry.</summary>
/// <param name="Amount">Positive: debit; negative: credit. The postings of an entry add up to zero.</param>
public readonly record struct Posting(LedgerAccount Account, Money Amount);
