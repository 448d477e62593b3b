namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>How the total becomes whole pesos.</summary>
internal enum TotalRounding
{
    HalfUp,
    Down,
    Up,
    None,
}
