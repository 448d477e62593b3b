using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>Takes what meters said, one after the other, in memory.</summary>
internal sealed class ValveHearing(
    Dictionary<string, HeldValve> held, Dictionary<Guid, ValveCommand> named, ValveRules rules)
{
    private readonly Dictionary<Guid, ValveCommand> _changed = [];

    public IReadOnlyCollection<ValveCommand> Changed => _changed.Values;

    /// <summary>By device, what says last where the valve is.</summary>
    public Dictionary<string, ValveHeard> Latest { get; } = new(StringComparer.Ordinal);

    /// <summary>Devices of which something has ended: the next command may be sent.</summary>
    public HashSet<string> ToLookAt { get; } = new(StringComparer.Ordinal);

    /// <returns>What became of it, and whether it is to be set aside because it cannot be right.</returns>
    public (string Outcome, bool IsBad) Take(ValveHeard heard)
    {
        if (!held.TryGetValue(heard.Device, out HeldValve? valve))
        {
            return ("unknown-device", true);
        }

        if (heard.At > heard.ReceivedAt + ValveIntake.MostAhead)
        {
            return ("valve-future", true);
        }

        ValveCommand? command = null;
        if (heard.Command is { } id && !named.TryGetValue(id, out command))
        {
            return ("valve-unknown-command", true);
        }

        if (command is not null && command.Device != heard.Device)
        {
            return ("valve-other-device", true);
        }

        return heard.Ack is { } ack ? TakeAck(heard, command!, ack) : TakeReport(heard, command, valve);
    }

    private (string Outcome, bool IsBad) TakeAck(ValveHeard heard, ValveCommand command, ValveAck ack)
    {
        (ValveCommand after, ValveNews news) = ValveMachine.Acknowledge(command, ack);
        return Learn(heard, after, news, "valve-ack");
    }

    private (string Outcome, bool IsBad) TakeReport(ValveHeard heard, ValveCommand? command, HeldValve valve)
    {
        if (command is not null)
        {
            (ValveCommand after, ValveNews news) =
                ValveMachine.Report(command, heard.Report!, heard.ReceivedAt, rules);
            if (news is ValveNews.NeverSent or ValveNews.Contradiction)
            {
                return Learn(heard, after, news, "valve-state");
            }

            Keep(after, news);
        }

        foreach (ValveCommand flight in valve.Open.Where(one => one.IsInFlight && one.Id != command?.Id).ToList())
        {
            (ValveCommand after, ValveNews news) = ValveMachine.Report(flight, heard.Report!, heard.ReceivedAt, rules);
            Keep(after, news);
        }

        return Learn(heard, null, ValveNews.Nothing, "valve-state");
    }

    private (string Outcome, bool IsBad) Learn(ValveHeard heard, ValveCommand? after, ValveNews news, string kind)
    {
        if (news is ValveNews.NeverSent)
        {
            return ("valve-never-sent", true);
        }

        if (news is ValveNews.Contradiction)
        {
            return ("valve-contradiction", true);
        }

        if (after is not null)
        {
            Keep(after, news);
        }

        if (!Latest.TryGetValue(heard.Device, out ValveHeard? before)
            || (heard.Setting is not null && (before.Setting is null || heard.At >= before.At)))
        {
            Latest[heard.Device] = heard;
        }

        return (kind, false);
    }

    private void Keep(ValveCommand after, ValveNews news)
    {
        if (news != ValveNews.Ended)
        {
            return;
        }

        _changed[after.Id] = after;
        named[after.Id] = after;
        held[after.Device].Change(after);
        ToLookAt.Add(after.Device);
    }
}
