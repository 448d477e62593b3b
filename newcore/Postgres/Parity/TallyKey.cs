namespace Strangler.Postgres.Parity;

/// <summary>What calls are counted under.</summary>
internal sealed record TallyKey(
    DateTimeOffset Minute, string Service, string Operation, string Group, long RouteVersion, string PrimarySide,
    string Outcome, string Reason)
{
    private const int ReasonLimit = 100;

    public static TallyKey Of(VerdictRecord call)
    {
        DateTimeOffset at = call.At.ToUniversalTime();
        return new TallyKey(
            at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)), call.Service, call.Operation, call.Group,
            call.RouteVersion, call.PrimarySide, OutcomeNames.NameOf(call.Outcome), Shortened(call.Reason));
    }

    public static string Shortened(string reason) => reason.Length <= ReasonLimit ? reason : reason[..ReasonLimit];

    /// <summary>
    /// The order in which rows are locked, in every process: or two batches could wait for each other.
    /// </summary>
    public string Place => string.Join(
        '\n', Minute.UtcTicks, Service, Operation, Group, RouteVersion, PrimarySide, Outcome, Reason);
}
