using Strangler.Core.Valves;
using Strangler.Meters.Payloads;

namespace Strangler.Meters.Valves;

/// <summary>What a message of a valve says.</summary>
public abstract record ValveMessage
{
    private ValveMessage()
    {
    }

    public sealed record Answered(string Device, ValveAck Ack) : ValveMessage;

    public sealed record Reported(string Device, ValveReport Report) : ValveMessage;

    /// <param name="Detail">The field at fault; empty where it is none.</param>
    public sealed record Unreadable(UnreadableReason Reason, string Detail = "") : ValveMessage;
}
