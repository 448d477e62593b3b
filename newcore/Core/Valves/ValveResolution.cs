namespace Strangler.Core.Valves;

/// <summary>
/// Somebody looked at a valve of which nobody knows what became of its command. Pure. What the meter says later counts
/// all the same.
/// </summary>
public static class ValveResolution
{
    /// <summary>How a person's word begins in a command's detail.</summary>
    public static string Seen(ValveSetting seen) => $"seen {seen}: ";

    /// <returns>The command as it ends, or why it is not ended by this.</returns>
    public static (ValveCommand? After, string? WhyNot) Decide(
        ValveCommand command, ValveSetting seen, string reason, string who, DateTimeOffset now, ValveRules rules)
    {
        if (WhyNot(command, seen) is { } wrong)
        {
            return (null, wrong);
        }

        // What a meter might act on yet is never overtaken: docs/valves.md.
        DateTimeOffset dead = command.ExpiresAt + rules.ClockMargin;
        return seen != command.Setting && now < dead
            ? (null, $"It was to be {command.Setting}, and the meter may act on it until "
                + $"{dead.UtcDateTime:yyyy-MM-dd HH:mm'Z'}: resolve it then.")
            : (command with
            {
                State = seen == command.Setting ? ValveCommandState.Acknowledged : ValveCommandState.Expired,
                Detail = Seen(seen) + reason,
                ResolvedBy = who,
            }, null);
    }

    private static string? WhyNot(ValveCommand command, ValveSetting seen)
    {
        string state = command.State.ToString().ToLowerInvariant();
        return !seen.IsSound
                ? $"A valve cannot be {seen}: restricted is 1 to {ValveSetting.MostLitresPerDay} l/day."
            : command.IsEnded ? $"It has ended: {state}{(command.Detail is { } why ? $", {why}" : "")}."
            : command.State != ValveCommandState.Unknown
                ? $"It is {state}, not unknown: what becomes of it is still asked of the meter."
            : null;
    }
}
