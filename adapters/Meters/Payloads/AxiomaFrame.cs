using System.Buffers.Binary;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>
/// Axioma Qalcosonic W1, enhanced 24 hours: 1 version, 4 time, 1 status, 4 litres of the log, 23 hourly differences of
/// 14 bits, 6 bits multiplier. The differences count on from the log; the last one ends at the full hour of the frame's
/// time, so that frames that overlap say the same of the same instants. The status is of now: the newest count has it.
/// </summary>
internal static class AxiomaFrame
{
    private const int Length = 51;
    private const int Hours = 23;
    private const int DifferencesAt = 10;
    private const int DifferenceBits = 14;
    private const int MultiplierBits = 6;

    public static bool Fits(ReadOnlySpan<byte> frame) => frame.Length == Length && frame[0] == 1;

    public static DecodeOutcome Decode(in RadioFrame radio, ReadOnlySpan<byte> frame, List<MeterSample> into)
    {
        if (!Fits(frame) || Bits(frame, Hours * DifferenceBits, MultiplierBits) != 0)
        {
            return DecodeOutcome.Refused(UnreadableReason.UnknownFrame, "axioma");
        }

        long seconds = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        long newest = DateTimeOffset.UnixEpoch.Ticks + (seconds / 3600 * TimeSpan.TicksPerHour);
        long litres = BinaryPrimitives.ReadUInt32LittleEndian(frame[6..]);
        MeterFlags flags = FlagsOf(frame[5]);
        for (int hour = 0; hour <= Hours; hour++)
        {
            litres += hour == 0 ? 0 : Bits(frame, (hour - 1) * DifferenceBits, DifferenceBits);
            if (!radio.TryAdd(
                newest - ((Hours - hour) * TimeSpan.TicksPerHour), litres,
                hour == Hours ? flags : MeterFlags.None, into))
            {
                return DecodeOutcome.Refused(UnreadableReason.OutOfRange, "axioma");
            }
        }

        return DecodeOutcome.Read(Hours + 1);
    }

    private static int Bits(ReadOnlySpan<byte> frame, int first, int count)
    {
        int value = 0;
        for (int bit = 0; bit < count; bit++)
        {
            int at = first + bit;
            value |= ((frame[DifferencesAt + (at / 8)] >> (at % 8)) & 1) << bit;
        }

        return value;
    }

    /// <summary>Some share bits: backflow is 60, burst A0, leak 20 alone, an empty pipe 10 alone.</summary>
    private static MeterFlags FlagsOf(byte status)
    {
        bool backflow = (status & 0x60) == 0x60;
        bool burst = (status & 0xA0) == 0xA0;
        return ((status & 0x04) != 0 ? MeterFlags.LowBattery : 0)
            | ((status & 0x08) != 0 ? MeterFlags.Fault : 0)
            | (status == 0x10 ? MeterFlags.Dry : 0)
            | (backflow ? MeterFlags.Reverse : 0)
            | (burst ? MeterFlags.Burst : 0)
            | ((status & 0x20) != 0 && !backflow && !burst ? MeterFlags.Leak : 0)
            | ((status & 0x80) != 0 && !burst ? MeterFlags.Temperature : 0);
    }
}
