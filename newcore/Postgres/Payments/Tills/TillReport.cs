using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Tills;

/// <summary>A session of a till.</summary>
/// <param name="Cash">Cash taken, without what was voided.</param>
/// <param name="Card">Card payments taken, without what was voided.</param>
/// <param name="Expected">Cash that must be in it: what it began with, and what was taken.</param>
/// <param name="Counted">At its end; null while it is open.</param>
public sealed record TillReport(
    long Session, int Till, string Cashier, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, Money Float,
    int Receipts, int Voided, Money Cash, Money Card, Money Expected, Money? Counted)
{
    /// <summary>Below zero: money is missing.</summary>
    public Money? Variance => Counted is { } counted ? counted - Expected : null;
}
