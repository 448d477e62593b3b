using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>What meters call their alarms.</summary>
internal static class FlagNames
{
    public static MeterFlags OwnFlag(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("leak"u8) => MeterFlags.Leak,
        _ when name.SequenceEqual("burst"u8) => MeterFlags.Burst,
        _ when name.SequenceEqual("tamper"u8) => MeterFlags.Tamper,
        _ when name.SequenceEqual("dry"u8) => MeterFlags.Dry,
        _ when name.SequenceEqual("reverse"u8) => MeterFlags.Reverse,
        _ when name.SequenceEqual("battery"u8) => MeterFlags.LowBattery,
        _ when name.SequenceEqual("removed"u8) => MeterFlags.Removed,
        _ when name.SequenceEqual("temperature"u8) => MeterFlags.Temperature,
        _ when name.SequenceEqual("fault"u8) => MeterFlags.Fault,
        _ => MeterFlags.None,
    };

    /// <summary>
    /// Words of a wmbusmeters status, by how they begin: each driver has its own endings. What a meter remembers of
    /// the past (PREV_...) is no alarm, and a passing error is none either.
    /// </summary>
    public static MeterFlags StatusFlags(ReadOnlySpan<byte> status)
    {
        MeterFlags flags = MeterFlags.None;
        foreach (Range range in status.Split((byte)' '))
        {
            ReadOnlySpan<byte> word = status[range];
            flags |= StatusFlag(word.StartsWith("P_"u8) ? word[2..] : word);
        }

        return flags;
    }

    private static MeterFlags StatusFlag(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.StartsWith("LEAK"u8) => MeterFlags.Leak,
        _ when word.StartsWith("BURST"u8) || word.StartsWith("PIPE_BURST"u8) => MeterFlags.Burst,
        _ when word.StartsWith("DRY"u8) || word.StartsWith("AIR"u8) || word.SequenceEqual("EMPTY_PIPE"u8)
            || word.SequenceEqual("PIPE_EMPTY"u8) => MeterFlags.Dry,
        _ when word.StartsWith("REVERS"u8) || word.StartsWith("BACK"u8) => MeterFlags.Reverse,
        _ when word.StartsWith("TAMPER"u8) || word.StartsWith("FRAUD"u8) || word.StartsWith("MAGNET"u8)
            || word.EndsWith("_TAMPER"u8) || word.EndsWith("_FRAUD"u8) => MeterFlags.Tamper,
        _ when word.SequenceEqual("POWER_LOW"u8) || word.StartsWith("LOW_BATTERY"u8)
            || word.StartsWith("LOW_POWER"u8) || word.StartsWith("BATTERY"u8) => MeterFlags.LowBattery,
        _ when word.StartsWith("REMOV"u8) || word.EndsWith("_REMOVED"u8) || word.EndsWith("_REMOVAL"u8) =>
            MeterFlags.Removed,
        _ when word.StartsWith("FROST"u8) || word.StartsWith("FREEZ"u8) || word.EndsWith("_TEMPERATURE"u8)
            || word.EndsWith("_TEMP"u8) => MeterFlags.Temperature,
        _ when word.SequenceEqual("ERROR"u8) || word.StartsWith("PERMANENT_ERROR"u8)
            || word.SequenceEqual("METER_BLOCKED"u8) => MeterFlags.Fault,
        _ => MeterFlags.None,
    };
}
