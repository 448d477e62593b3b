namespace Strangler.Core.Valves;

/// <summary>Times and limits of commands.</summary>
/// <param name="MostAttempts">A command is sent no more than so often, always with its id.</param>
/// <param name="MostAsks">After so many the valve is not asked any more; what it says by itself still counts.</param>
/// <param name="ClockMargin">By which clocks may differ: so long after its expiry a command is surely dead.</param>
/// <param name="ShortestLife">What expires sooner is not sent.</param>
/// <param name="MildFor">How long an order to open is good for: a meter out of reach must hear of it later.</param>
/// <param name="HardFor">How long any other order is good for.</param>
public sealed record ValveRules(
    TimeSpan FirstRetry, TimeSpan LongestRetry, int MostAttempts, TimeSpan FirstAsk, TimeSpan LongestAsk, int MostAsks,
    TimeSpan ClockMargin, TimeSpan ShortestLife, TimeSpan MildFor, TimeSpan HardFor)
{
    public static ValveRules Default { get; } = new(
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), 6, TimeSpan.FromMinutes(1), TimeSpan.FromHours(6), 60,
        TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5), TimeSpan.FromDays(7), TimeSpan.FromDays(1));

    /// <param name="done">Attempts made so far, at least one.</param>
    public TimeSpan RetryAfter(int done) => Doubled(FirstRetry, LongestRetry, done);

    public TimeSpan AskAfter(int done) => Doubled(FirstAsk, LongestAsk, done);

    private static TimeSpan Doubled(TimeSpan first, TimeSpan longest, int done)
    {
        TimeSpan wait = first;
        for (int at = 1; at < done && wait < longest; at++)
        {
            wait *= 2;
        }

        return wait < longest ? wait : longest;
    }
}
