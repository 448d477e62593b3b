namespace Strangler.Postgres.Parity;

/// <summary>How much is kept. What is over a limit still counts in the summary.</summary>
/// <param name="Verdicts">Per operation, billing group, outcome and day (UTC).</param>
/// <param name="Samples">Those of them whose bodies are kept too.</param>
/// <param name="Retention">After which a verdict is deleted.</param>
public sealed record VerdictLimits(int Verdicts, int Samples, TimeSpan Retention)
{
    public static VerdictLimits Usual { get; } = new(10_000, 50, TimeSpan.FromDays(90));
}
