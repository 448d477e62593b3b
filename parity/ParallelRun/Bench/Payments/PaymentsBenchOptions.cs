namespace Strangler.ParallelRun.Bench.Payments;

/// <param name="Webhooks">Of each round, sent as fast as they are taken.</param>
/// <param name="Duration">Of each measurement of the time of an answer.</param>
/// <param name="Rows">Of the statement.</param>
/// <param name="Write">Whether docs/performance.md is written.</param>
internal sealed record PaymentsBenchOptions(
    int Webhooks, TimeSpan Duration, int Rounds, int Rows, bool Write)
{
    /// <summary>At which the time of an answer is measured.</summary>
    public const int Rate = 300;

    /// <summary>Webhooks before the first measurement.</summary>
    public const int WarmUp = 3_000;
}
