using Strangler.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>Between what the judge says and what the database keeps: neither knows the other.</summary>
public static class VerdictRecords
{
    /// <summary>The call with what it came to. <paramref name="call"/> says when, what and for whom.</summary>
    public static VerdictRecord With(this VerdictRecord call, Verdict verdict) => verdict switch
    {
        Verdict.Same => call with { Outcome = CallOutcome.Same },
        Verdict.Ignored ignored => call with
        {
            Outcome = CallOutcome.Ignored,
            Rules = ignored.Rules,
            Differences = Kept(ignored.Differences),
        },
        Verdict.Different different => call with
        {
            Outcome = CallOutcome.Different,
            Differences = Kept(different.Differences),
            MoneyDelta = different.MoneyDelta,
        },
        Verdict.Inconclusive inconclusive => call with { Outcome = CallOutcome.Failed, Reason = inconclusive.Reason },
        _ => throw new ArgumentException($"No outcome for {verdict.GetType().Name}."),
    };

    /// <summary>A rule of the database as the judge takes it.</summary>
    public static ParityRule ToParityRule(this StoredRule stored) => new(
        stored.Id, stored.Rule.Operation, stored.Rule.Group, stored.Rule.Path, stored.Rule.MoneyTolerance,
        stored.Rule.Who, stored.Rule.Why, stored.Rule.Expires);

    private static KeptDifference[] Kept(IReadOnlyList<Difference> differences) =>
    [
        .. differences.Select(one => new KeptDifference(one.Path, one.Primary, one.Candidate, one.MoneyDelta)),
    ];
}
