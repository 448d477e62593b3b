using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>How a provider's statements stand against what was kept.</summary>
/// <param name="Days">By day and channel.</param>
public sealed record ReconciliationReport(
    ReconciliationScope Scope, IReadOnlyList<ReportDay> Days, IReadOnlyList<ReportRule> Rules,
    IReadOnlyList<MissingMoney> Missing)
{
    public ReportDay Total => ReportDay.Sum(Days);

    /// <summary>Whether a person has something to look at.</summary>
    public bool HasWork =>
        Rules.Any(rule => rule.Status == "listed") || Missing.Any(missing => missing.IsDue) || Total.Open != Money.Zero;
}
