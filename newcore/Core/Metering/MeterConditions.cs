namespace Strangler.Core.Metering;

/// <summary>
/// What someone should know of a meter: the low half is what it says itself (<see cref="MeterFlags"/>, same bits), the
/// high half what its counts show.
/// </summary>
[Flags]
public enum MeterConditions : uint
{
    None = 0,
    Leak = MeterFlags.Leak,
    Burst = MeterFlags.Burst,
    Tamper = MeterFlags.Tamper,
    Dry = MeterFlags.Dry,
    Reverse = MeterFlags.Reverse,
    LowBattery = MeterFlags.LowBattery,
    Removed = MeterFlags.Removed,
    Temperature = MeterFlags.Temperature,
    Fault = MeterFlags.Fault,

    /// <summary>All that a meter can say itself.</summary>
    Stated = 0xFFFF,

    /// <summary>Silent for too long; raised by the reading that ends the silence, and over at once.</summary>
    Gap = 1 << 16,

    /// <summary>The count fell, and that is no turn of the dials; until a count fits or someone restarts it.</summary>
    Reset = 1 << 17,

    /// <summary>The dials passed from all nines to zero; over at once.</summary>
    ClockOver = 1 << 18,

    /// <summary>The same count for days.</summary>
    Stuck = 1 << 19,

    /// <summary>Much more water than usual.</summary>
    UnusualUse = 1 << 20,

    /// <summary>More water than can pass the meter, or more than its dials show; until a count fits again.</summary>
    Jump = 1 << 21,

    /// <summary>More readings than a meter has reason to send; until the next hour.</summary>
    Flood = 1 << 22,
}
