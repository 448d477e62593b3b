namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>One way to misbehave, asked for by an operator or a test.</summary>
/// <param name="Operation">An operation of any service, Service.operation, or * for all.</param>
/// <param name="Delay">How long a slow answer takes; zero for the other modes.</param>
/// <param name="Times">How many calls are still to be hit; null for all.</param>
internal sealed record Failure(string Operation, FailureMode Mode, TimeSpan Delay, int? Times)
{
    public const string Everything = "*";

    /// <summary>Longer than any caller waits.</summary>
    public static readonly TimeSpan DelayLimit = TimeSpan.FromMinutes(10);

    public const int TimesLimit = 1_000_000;

    /// <summary>Whether nobody listens while it lasts.</summary>
    public bool ClosesListener => Mode == FailureMode.Down && Operation == Everything;
}
