using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>A run that is wanted.</summary>
/// <param name="Group">Null: all.</param>
/// <param name="ChunkContracts">Contracts of one transaction.</param>
public sealed record NewBillingRun(
    BillingGroup? Group, BillingCycle Cycle, string Who, bool Simulated = false, bool Held = false,
    bool ReviewZero = false, int ChunkContracts = NewBillingRun.UsualChunk)
{
    public const int UsualChunk = 2_000;
    public const int LargestChunk = 10_000;
}
