using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>Somebody's decision on a questioned reading.</summary>
/// <param name="At">The instant of the reading.</param>
/// <param name="Why">For the history.</param>
public sealed record DecisionOrder(
    StaffDecision Decision, string Device, DateTimeOffset At, string Who, string Why)
{
    /// <summary>Characters of <see cref="Why"/>.</summary>
    public const int LongestReason = 200;

    /// <summary>Characters of <see cref="Who"/>.</summary>
    public const int LongestName = 100;
}
