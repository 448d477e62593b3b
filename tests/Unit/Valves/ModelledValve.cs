using Strangler.Core.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>A meter that keeps to docs/valves.md: an id once, and nothing that has expired by its own clock.</summary>
internal sealed class ModelledValve(TimeSpan skew)
{
    private readonly Dictionary<Guid, ValveAckResult> _known = [];
    private Guid? _last;

    public ValveSetting Setting { get; private set; } = ValveSetting.Open;

    /// <summary>Numbers of the commands it acted on, in that order.</summary>
    public List<long> Actuations { get; } = [];

    public ValveAck Hear(ValveCommand command, DateTimeOffset now, bool willing)
    {
        DateTimeOffset mine = now + skew;
        if (_known.TryGetValue(command.Id, out ValveAckResult before))
        {
            return new ValveAck(
                command.Id, before == ValveAckResult.Done ? ValveAckResult.Duplicate : before, Setting, mine);
        }

        ValveAckResult result = mine >= command.ExpiresAt ? ValveAckResult.Expired
            : willing ? ValveAckResult.Done : ValveAckResult.Refused;
        if (result != ValveAckResult.Expired)
        {
            _known[command.Id] = result;
        }

        if (result == ValveAckResult.Done)
        {
            Actuations.Add(command.Number);
            (_last, Setting) = (command.Id, command.Setting);
        }

        return new ValveAck(command.Id, result, Setting, mine);
    }

    /// <param name="voided">Is not acted on from now on, if it was not.</param>
    public ValveReport State(DateTimeOffset now, Guid? voided = null)
    {
        if (voided is { } id)
        {
            _known.TryAdd(id, ValveAckResult.Refused);
        }

        bool isVoid = voided is { } named && _known[named] != ValveAckResult.Done;
        return new ValveReport(Setting, _last, now + skew, isVoid ? voided : null);
    }
}
