namespace Strangler.ParallelRun.Billing;

/// <summary>A rule that answers for bills of this run.</summary>
internal sealed record ExplanationTotal(
    long Rule, string Who, string Why, DateTimeOffset Expires, int Bills, decimal Money);
