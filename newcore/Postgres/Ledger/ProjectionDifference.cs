using Strangler.Core.Identity;

namespace Strangler.Postgres.Ledger;

/// <summary>A figure kept beside the entries that is not what the entries make.</summary>
/// <param name="Where">Such as "contract 7, receivable" or "2026-02-03, cash, debit".</param>
public sealed record ProjectionDifference(string Where, Money Kept, Money Rebuilt)
{
    public override string ToString() => $"{Where}: {Kept} was kept, and the entries make {Rebuilt}";
}
