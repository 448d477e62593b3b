using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>One billing run.</summary>
/// <param name="Group">Null: all groups.</param>
/// <param name="Held">It stops after rating until somebody posts it.</param>
/// <param name="ReviewZero">Bills of no consumption are put aside.</param>
public sealed record BillingRun(
    int Id, BillingGroup? Group, BillingCycle Cycle, bool Simulated, bool Held, bool ReviewZero,
    BillingRunState State, string Who, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    public bool IsUnderWay => State is BillingRunState.Rating or BillingRunState.Posting;

    /// <summary>For messages: <c>run 3 (1/M08, 2026-02)</c>.</summary>
    public override string ToString() =>
        $"run {Id} ({Group?.ToString() ?? "all groups"}, {Cycle.Year}-{Cycle.Period:D2})";
}
