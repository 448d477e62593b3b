using System.Diagnostics;

namespace Strangler.Cfdi.Stamping;

/// <summary>
/// Decides after each answer of a PAC. One rule stands above the others: while a PAC may have stamped a document,
/// nobody else is asked, for PACs do not see each other's stamps.
/// </summary>
public static class StampingDecision
{
    /// <summary>SAT's code for a document that is too old, or dated in the future.</summary>
    public const string TooOld = "401";

    public const string Exhausted = "attempts-exhausted";

    /// <param name="pacs">In the order of preference.</param>
    public static StampingStep After(
        StampOutcome outcome, StampingFacts facts, IReadOnlyList<string> pacs, StampingSettings settings)
    {
        StampingStep step = outcome switch
        {
            StampOutcome.Stamped stamped => new StampingStep.Verify(stamped.Xml),
            StampOutcome.AlreadyStamped { Xml: { } xml } => new StampingStep.Verify(xml),
            StampOutcome.AlreadyStamped { Uuid: { } uuid } => new StampingStep.Fetch(uuid),
            StampOutcome.AlreadyStamped => new StampingStep.AskLater("307", PauseAfter(facts.Attempts, settings)),
            StampOutcome.Unknown unknown =>
                new StampingStep.AskLater(unknown.Reason, PauseAfter(facts.Attempts, settings)),
            StampOutcome.Refused refused => AfterRefusal(refused, facts),
            StampOutcome.Unavailable unavailable => AfterUnavailable(unavailable, facts, pacs, settings),
            StampOutcome.NotFound => AfterNotFound(facts, pacs, settings),
            _ => throw new UnreachableException($"No rule for {outcome.GetType().Name}."),
        };
        return WithinLimits(step, facts, settings);
    }

    /// <summary>A document about to be sent for which it is too late.</summary>
    public static StampingStep.Expire? BeforeSending(TimeSpan left, StampingSettings settings) =>
        left <= settings.AgeMargin ? new StampingStep.Expire("It was not stamped within 72 hours of its date.") : null;

    /// <summary>It doubles with each attempt; callers add their jitter.</summary>
    public static TimeSpan PauseAfter(int attempts, StampingSettings settings)
    {
        TimeSpan pause = settings.FirstPause;
        for (int done = 1; done < attempts && pause < settings.LongestPause; done++)
        {
            pause += pause;
        }

        return pause < settings.LongestPause ? pause : settings.LongestPause;
    }

    /// <summary>A recovery that is refused proves nothing: the first sending may have been stamped.</summary>
    private static StampingStep AfterRefusal(StampOutcome.Refused refused, StampingFacts facts) =>
        refused.Code == TooOld && !facts.WasRecovery
            ? new StampingStep.Expire(refused.Message)
            : new StampingStep.Park(refused.Code, refused.Message, facts.WasRecovery);

    private static StampingStep AfterUnavailable(
        StampOutcome.Unavailable unavailable, StampingFacts facts, IReadOnlyList<string> pacs,
        StampingSettings settings) => facts.WasRecovery
        ? new StampingStep.AskLater(unavailable.Code, PauseAfter(facts.Attempts, settings))
        : new StampingStep.SendLater(
            NextAfter(facts.Pac, pacs), unavailable.Code, PauseUnlessOther(facts, pacs, settings));

    private static StampingStep AfterNotFound(
        StampingFacts facts, IReadOnlyList<string> pacs, StampingSettings settings) =>
        facts.SinceSent < settings.Grace
            ? new StampingStep.AskLater("603", PauseAfter(facts.Attempts, settings))
            : new StampingStep.SendLater(NextAfter(facts.Pac, pacs), "603", PauseUnlessOther(facts, pacs, settings));

    /// <summary>Another PAC is asked at once, until all have been; then they get their time.</summary>
    private static TimeSpan PauseUnlessOther(
        StampingFacts facts, IReadOnlyList<string> pacs, StampingSettings settings) =>
        facts.Attempts < pacs.Count ? TimeSpan.Zero : PauseAfter(facts.Attempts, settings);

    private static string NextAfter(string pac, IReadOnlyList<string> pacs)
    {
        int at = pacs.ToList().IndexOf(pac);
        return pacs[(at + 1) % pacs.Count];
    }

    private static StampingStep WithinLimits(StampingStep step, StampingFacts facts, StampingSettings settings) =>
        step switch
        {
            StampingStep.SendLater later when BeforeSending(facts.Left - later.Pause, settings) is { } late => late,
            StampingStep.SendLater later when facts.Attempts >= settings.MostAttempts =>
                new StampingStep.Park(Exhausted, $"Not stamped after {facts.Attempts} calls: {later.Reason}.", false),
            StampingStep.AskLater later when facts.Attempts >= settings.MostAttempts =>
                new StampingStep.Park(Exhausted, $"Unknown after {facts.Attempts} calls: {later.Reason}.", true),
            _ => step,
        };
}
