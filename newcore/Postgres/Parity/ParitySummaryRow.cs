namespace Strangler.Postgres.Parity;

/// <summary>How the calls of one operation and billing group came out.</summary>
/// <param name="Group">Empty where the requests have none.</param>
/// <param name="Reasons">Why calls failed or were not compared, with how many, most first.</param>
/// <param name="MoneyDelta">Sum of the absolute money differences of those that are different, pesos.</param>
/// <param name="PrimaryMean">Of all calls.</param>
/// <param name="CandidateMean">Of the calls that the candidate answered.</param>
public sealed record ParitySummaryRow(
    string Service, string Operation, string Group, IReadOnlyDictionary<CallOutcome, long> Calls,
    IReadOnlyList<(CallOutcome Outcome, string Reason, long Calls)> Reasons, decimal MoneyDelta, TimeSpan PrimaryMean,
    TimeSpan? CandidateMean)
{
    public long Compared => Count(CallOutcome.Same) + Count(CallOutcome.Ignored) + Count(CallOutcome.Different)
        + Count(CallOutcome.Noise);

    public long Count(CallOutcome outcome) => Calls.GetValueOrDefault(outcome);
}
