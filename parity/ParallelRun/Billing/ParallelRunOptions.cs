using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <param name="Group">Null for all.</param>
/// <param name="Output">The directory of the reports.</param>
/// <param name="Resume">Go on with the run that was begun there.</param>
internal sealed record ParallelRunOptions(BillingGroup? Group, BillingCycle Cycle, string Output, bool Resume)
{
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Contracts done at once by a worker.</summary>
    public int RangeSize { get; init; } = BillInputLoader.UsualRange;
}
