namespace Strangler.Core.Metering;

/// <summary>What a meter says of itself beside its count.</summary>
[Flags]
public enum MeterFlags : ushort
{
    None = 0,

    /// <summary>Water ran all the time, a little.</summary>
    Leak = 1,

    /// <summary>Water ran all the time, much.</summary>
    Burst = 1 << 1,

    /// <summary>Opened, moved, or under a magnet.</summary>
    Tamper = 1 << 2,

    /// <summary>No water in the pipe.</summary>
    Dry = 1 << 3,

    /// <summary>Water ran backwards.</summary>
    Reverse = 1 << 4,

    LowBattery = 1 << 5,

    /// <summary>Not connected to its measuring part.</summary>
    Removed = 1 << 6,

    /// <summary>Too cold or too hot.</summary>
    Temperature = 1 << 7,

    /// <summary>Faulty by its own judgement: the count may be wrong.</summary>
    Fault = 1 << 8,
}
