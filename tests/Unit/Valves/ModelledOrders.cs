using Strangler.Core.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>
/// Orders for one valve over a network that loses, doubles and reorders everything, decided by the rules alone.
/// </summary>
internal sealed class ModelledOrders(int seed)
{
    private static readonly ValveSetting[] Wishes =
        [ValveSetting.Open, ValveSetting.Restricted(200), ValveSetting.Restricted(400), ValveSetting.Closed];

    private readonly Random _random = new(seed);
    private readonly List<ValveCommand> _commands = [];
    private readonly List<ValveStep> _down = [];
    private readonly List<object> _up = [];
    private readonly bool _understandsVoid = seed % 3 > 0;
    private long _newest;

    public ModelledValve Valve { get; } = new(TimeSpan.FromSeconds((seed % 61) - 30));

    public DateTimeOffset Now { get; private set; } = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<ValveCommand> Commands => _commands;

    /// <summary>Commands of which only the valve's state told what became of them.</summary>
    public int ResolvedByState => _commands.Count(one => one.Detail == "by the valve's state");

    public void StepAtRandom()
    {
        switch (_random.Next(12))
        {
            case 0:
                Order(release: _random.Next(4) > 0);
                break;
            case 1:
                ReleaseAny();
                break;
            case 2 or 3:
                Now += TimeSpan.FromSeconds(_random.Next(1, 90));
                break;
            case 4 when _random.Next(6) == 0:
                Now += TimeSpan.FromHours(_random.Next(1, 200));
                break;
            case 5:
                _up.Add(Valve.State(Now));
                break;
            case 6 or 7 when _down.Count > 0:
                Take(_down, HearCommand);
                break;
            case 8 or 9 when _up.Count > 0:
                Take(_up, Learn);
                break;
            default:
                Work();
                break;
        }
    }

    /// <summary>From now on nothing is lost.</summary>
    public void Settle()
    {
        for (int turn = 0; turn < 400; turn++)
        {
            Work();
            while (_down.Count > 0)
            {
                HearCommand(_down[0]);
                _down.RemoveAt(0);
            }

            while (_up.Count > 0)
            {
                Learn(_up[0]);
                _up.RemoveAt(0);
            }

            Now += TimeSpan.FromHours(1);
        }
    }

    private void Order(bool release)
    {
        _commands.Add(new ValveCommand(
            Guid.NewGuid(), "v", _commands.Count + 1, Wishes[_random.Next(Wishes.Length)], Now,
            ValveCommandState.Ordered, 0, 0, Now));
        if (release)
        {
            Release(_commands[^1]);
        }
    }

    private void ReleaseAny()
    {
        if (_commands.Find(one => one.State == ValveCommandState.Ordered) is { } waiting)
        {
            Release(waiting);
        }
    }

    private void Release(ValveCommand command)
    {
        IReadOnlyList<ValveCommand> changed = ValveMachine.Release(Device(), command, Now, ValveRules.Default);
        foreach (ValveCommand one in changed)
        {
            Keep(one);
        }

        if (changed[0].State == ValveCommandState.Approved)
        {
            _newest = command.Number;
        }
    }

    /// <summary>As a worker does; where it dies after keeping, nothing is sent.</summary>
    private void Work()
    {
        ValveStep step = ValveMachine.Next(Device(), Now, ValveRules.Default);
        if (step is ValveStep.Send send)
        {
            Keep(send.After);
        }
        else if (step is ValveStep.Ask ask)
        {
            Keep(ask.After);
        }
        else if (step is ValveStep.End end)
        {
            Keep(end.After);
            return;
        }

        if (step is not ValveStep.Wait && _random.Next(5) > 0)
        {
            _down.Add(step);
        }
    }

    private void HearCommand(ValveStep step) => _up.Add(step is ValveStep.Send send
        ? Valve.Hear(send.After, Now, willing: _random.Next(10) > 0)
        : Valve.State(Now, step is ValveStep.Ask { Void: true } ask && _understandsVoid ? ask.After.Id : null));

    private void Learn(object said)
    {
        if (said is ValveAck ack)
        {
            Keep(ValveMachine.Acknowledge(_commands.Single(one => one.Id == ack.Command), ack).After);
            return;
        }

        foreach (ValveCommand one in _commands.ToList())
        {
            Keep(ValveMachine.Report(one, (ValveReport)said, Now, ValveRules.Default).After);
        }
    }

    /// <summary>Any of them, not the first; perhaps it comes again, perhaps never.</summary>
    private void Take<T>(List<T> channel, Action<T> deliver)
    {
        int at = _random.Next(channel.Count);
        T one = channel[at];
        int fate = _random.Next(10);
        if (fate > 1)
        {
            channel.RemoveAt(at);
        }

        if (fate < 7)
        {
            deliver(one);
        }
    }

    private ValveDevice Device() => new("v", _newest, false, [.. _commands.Where(one => !one.IsEnded)]);

    private void Keep(ValveCommand after) => _commands[_commands.FindIndex(one => one.Id == after.Id)] = after;
}
