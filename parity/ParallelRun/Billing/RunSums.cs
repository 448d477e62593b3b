using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <summary>Adds up a run for its summary.</summary>
internal static class RunSums
{
    public static RunSummary Of(
        RunOutcome outcome, IReadOnlyList<RangeTotals> totals, IReadOnlyList<ComparedBill> different,
        IReadOnlyList<StoredExplanation> explanations, DateTimeOffset now) => new()
        {
            Group = outcome.Plan.Group,
            Period = outcome.Plan.Period,
            DataVersion = outcome.Plan.DataVersion,
            FinishedAt = now,
            Seconds = decimal.Round((decimal)outcome.Took.TotalSeconds, 1),
            Contracts = totals.Sum(part => part.Contracts),
            BilledNatively = totals.Sum(part => part.Billed),
            LegacyTotal = totals.Sum(part => part.Legacy) / 100m,
            NativeTotal = totals.Sum(part => part.Native) / 100m,
            Delta = totals.Sum(part => part.Native - part.Legacy) / 100m,
            Verdicts = BillVerdict.All.ToDictionary(
                verdict => verdict,
                verdict => verdict == BillVerdict.Same
                    ? totals.Sum(part => part.Same) : different.Count(bill => bill.Verdict == verdict)),
            Causes = Causes(different),
            Groups = [.. totals.SelectMany(part => part.Groups).GroupBy(group => group.Key)
                .Select(
                    group => (group.Key, Sum: group.Select(one => one.Value).Aggregate((left, right) => left + right)))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new GroupSummary(
                    group.Key, group.Sum.Bills, group.Sum.Same, group.Sum.Legacy / 100m, group.Sum.Native / 100m))],
            Explanations = [.. explanations.Select(rule => Of(rule, different)).Where(rule => rule.Bills > 0)],
            Parked = totals.SelectMany(part => part.Parked).GroupBy(parked => parked.Key)
                .ToDictionary(parked => parked.Key, parked => parked.Sum(one => one.Value)),
            PlanProblems = [.. outcome.PlanProblems.Select(problem => $"Plan {problem.Code}: {problem.Detail}")],
        };

    private static CauseTotal[] Causes(IReadOnlyList<ComparedBill> different) =>
    [
        .. different.GroupBy(bill => bill.Cause)
            .Select(cause => new CauseTotal(
                cause.Key, cause.Count(), cause.Count(bill => bill.Rule is not null),
                cause.Sum(bill => Math.Abs(bill.Delta)) / 100m, cause.Sum(bill => bill.Delta) / 100m))
            .OrderByDescending(cause => cause.Money).ThenByDescending(cause => cause.Bills)
            .ThenBy(cause => cause.Cause, StringComparer.Ordinal),
    ];

    private static ExplanationTotal Of(StoredExplanation rule, IReadOnlyList<ComparedBill> different)
    {
        ComparedBill[] bills = [.. different.Where(bill => bill.Rule == rule.Id)];
        return new ExplanationTotal(
            rule.Id, rule.Explanation.Who, rule.Explanation.Why, rule.Explanation.Expires, bills.Length,
            bills.Sum(bill => Math.Abs(bill.Delta)) / 100m);
    }
}
