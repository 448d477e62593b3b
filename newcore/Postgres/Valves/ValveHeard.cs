using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>What a meter said of its valve: an answer to a command, or its state.</summary>
/// <param name="Topic">With the payload, for quarantine.</param>
public sealed record ValveHeard(
    string Device, ValveAck? Ack, ValveReport? Report, string Topic, byte[] Payload, DateTimeOffset ReceivedAt)
{
    /// <summary>By the meter's clock.</summary>
    public DateTimeOffset At => Ack?.At ?? Report!.At;

    public ValveSetting? Setting => Ack is null ? Report!.Setting : Ack.Setting;

    /// <summary>The command that it names.</summary>
    public Guid? Command => Ack is null ? Report!.LastCommand : Ack.Command;

    /// <summary>The command that the meter says it acted on.</summary>
    public Guid? ActedOn => Ack is { Result: ValveAckResult.Refused or ValveAckResult.Expired } ? null : Command;
}
