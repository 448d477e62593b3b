using Strangler.Core.Prepaid;

namespace Strangler.Core.Valves;

/// <summary>
/// The rules of valve commands. One command of a device is on its way at a time. The next one is sent when it is
/// certain what became of that: a command that a meter might act on yet is never overtaken, and a wish has one id as
/// long as the meter might know it. Pure.
/// </summary>
public static class ValveMachine
{
    private const string ByState = "by the valve's state";

    /// <summary>
    /// A command is approved, or needs no approval: it may be sent, unless a newer one was released before, or it is
    /// of a kind that this valve must not have. What is older and was not sent never will be; what is on its way is
    /// asked for at once.
    /// </summary>
    /// <returns>What has changed, the command itself first.</returns>
    public static IReadOnlyList<ValveCommand> Release(
        ValveDevice device, ValveCommand command, DateTimeOffset now, ValveRules rules)
    {
        if (command.Number < device.Newest)
        {
            return [command with { State = ValveCommandState.Superseded }];
        }

        if (ValveOrderPolicy.WhyNot(command.Setting, device.IsHousehold) is { } why)
        {
            return [command with { State = ValveCommandState.Refused, Detail = why }];
        }

        TimeSpan life = command.Setting.Position == ValvePosition.Open ? rules.MildFor : rules.HardFor;
        List<ValveCommand> changed =
            [command with { State = ValveCommandState.Approved, ExpiresAt = now + life, DueAt = now }];
        foreach (ValveCommand older in device.Open.Where(one => one.Number < command.Number && one.Id != command.Id))
        {
            changed.Add(older.IsInFlight ? older with { DueAt = now, Asks = 0 }
                : older with { State = ValveCommandState.Superseded });
        }

        return changed;
    }

    /// <exception cref="InvalidOperationException">Two of its commands are on their way: a bug.</exception>
    public static ValveStep Next(ValveDevice device, DateTimeOffset now, ValveRules rules)
    {
        ValveCommand? flight = device.Open.SingleOrDefault(one => one.IsInFlight);
        ValveCommand? wanted = null;
        foreach (ValveCommand one in device.Open.Where(one => one.State == ValveCommandState.Approved))
        {
            if (one.Number < device.Newest)
            {
                return new ValveStep.End(one with { State = ValveCommandState.Superseded });
            }

            wanted = one;
        }

        return flight is not null ? OfFlight(flight, isOutdated: flight.Number < device.Newest, now, rules)
            : wanted is null ? new ValveStep.Wait(null)
            : First(wanted, device.IsHousehold, now, rules);
    }

    /// <summary>What an answer of the meter makes of a command.</summary>
    public static (ValveCommand After, ValveNews News) Acknowledge(ValveCommand command, ValveAck ack)
    {
        ValveCommandState said = ack.Result switch
        {
            ValveAckResult.Refused => ValveCommandState.Refused,
            ValveAckResult.Expired => ValveCommandState.Expired,
            _ => ValveCommandState.Acknowledged,
        };
        return Learn(command, said, said == ValveCommandState.Refused ? "by the meter" : null);
    }

    /// <summary>What a valve's state makes of a command that is on its way, or of the one it names.</summary>
    /// <param name="receivedAt">By our clock.</param>
    public static (ValveCommand After, ValveNews News) Report(
        ValveCommand command, ValveReport report, DateTimeOffset receivedAt, ValveRules rules)
    {
        if (report.LastCommand == command.Id)
        {
            return Learn(command, ValveCommandState.Acknowledged, ByState);
        }

        if (command.IsInFlight && report.Voided == command.Id)
        {
            return (command with { State = ValveCommandState.Superseded, Detail = ByState }, ValveNews.Ended);
        }

        DateTimeOffset dead = command.ExpiresAt + rules.ClockMargin;
        return command.IsInFlight && report.At >= dead && receivedAt >= dead
            ? (command with { State = ValveCommandState.Expired, Detail = ByState }, ValveNews.Ended)
            : (command, ValveNews.Nothing);
    }

    /// <summary>The broker certainly never had the last attempt.</summary>
    public static ValveCommand NotSent(ValveCommand command, DateTimeOffset now, ValveRules rules) =>
        command.State != ValveCommandState.Sent ? command : command with
        {
            State = command.Attempts == 1 ? ValveCommandState.Approved : ValveCommandState.Sent,
            Attempts = command.Attempts - 1,
            DueAt = now + rules.FirstRetry,
        };

    private static (ValveCommand After, ValveNews News) Learn(
        ValveCommand command, ValveCommandState said, string? detail) =>
        command.IsInFlight ? (command with { State = said, Detail = detail }, ValveNews.Ended)
        : command.Attempts == 0 ? (command, ValveNews.NeverSent)
        // People err; the meter is heard, and the drift shows.
        : command.ResolvedBy is not null ? (command, ValveNews.Nothing)
        : (command.State == ValveCommandState.Acknowledged) == (said == ValveCommandState.Acknowledged)
            ? (command, ValveNews.Nothing)
        : (command, ValveNews.Contradiction);

    private static ValveStep First(ValveCommand wanted, bool isHousehold, DateTimeOffset now, ValveRules rules)
    {
        if (ValveOrderPolicy.WhyNot(wanted.Setting, isHousehold) is { } why)
        {
            return new ValveStep.End(wanted with { State = ValveCommandState.Refused, Detail = why });
        }

        return now + rules.ShortestLife >= wanted.ExpiresAt
            ? new ValveStep.End(wanted with { State = ValveCommandState.Expired, Detail = "never sent" })
            : wanted.DueAt > now ? new ValveStep.Wait(wanted.DueAt)
            : Sending(wanted, now, rules);
    }

    private static ValveStep OfFlight(ValveCommand flight, bool isOutdated, DateTimeOffset now, ValveRules rules)
    {
        bool isOver = now + rules.ShortestLife >= flight.ExpiresAt;
        if (flight.DueAt > now)
        {
            return new ValveStep.Wait(flight.DueAt);
        }

        if (flight.State == ValveCommandState.Sent && !isOutdated && !isOver && flight.Attempts < rules.MostAttempts)
        {
            return Sending(flight, now, rules);
        }

        return flight.Asks >= rules.MostAsks ? new ValveStep.Wait(null) : new ValveStep.Ask(
            flight with
            {
                State = ValveCommandState.Unknown,
                Asks = flight.Asks + 1,
                DueAt = now + rules.AskAfter(flight.Asks + 1),
            },
            isOutdated);
    }

    private static ValveStep.Send Sending(ValveCommand command, DateTimeOffset now, ValveRules rules)
    {
        DateTimeOffset due = now + rules.RetryAfter(command.Attempts + 1);
        DateTimeOffset dead = command.ExpiresAt + rules.ClockMargin;
        return new ValveStep.Send(command with
        {
            State = ValveCommandState.Sent,
            Attempts = command.Attempts + 1,
            DueAt = due < dead ? due : dead,
        });
    }
}
