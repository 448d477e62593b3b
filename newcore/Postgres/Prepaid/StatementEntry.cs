using Strangler.Core.Identity;

namespace Strangler.Postgres.Prepaid;

/// <summary>A line of an informational bill.</summary>
/// <param name="Payoff">By how much it moved what would settle the contract.</param>
/// <param name="Current">By how much it moved what is asked for now.</param>
public sealed record StatementEntry(
    long Version, DateOnly BookedOn, string Kind, string Cause, Money Payoff, Money Current);
