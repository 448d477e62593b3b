namespace Strangler.Meters.Payloads;

/// <summary>Why a payload that was understood holds no reading.</summary>
public enum InformationalReason
{
    /// <summary>Heat, gas, electricity.</summary>
    OtherMedium,

    /// <summary>An alarm or a status without a count.</summary>
    NoCount,

    /// <summary>A radio network's join, status, acknowledgement, or an uplink that carries nothing.</summary>
    NetworkEvent,

    /// <summary>An array of no readings.</summary>
    Empty,
}
