using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>A frame as a LoRaWAN network server took it.</summary>
/// <param name="Port">The LoRaWAN port; 0 where the frame carries commands of the network only.</param>
/// <param name="Count">The device's counter of frames.</param>
/// <param name="ReceivedAt">By the network.</param>
internal readonly record struct RadioFrame(
    string Device, long Port, long? Count, DateTimeOffset ReceivedAt, TimeSpan ClockOffset)
{
    private const int AxiomaPort = 100;

    public DecodeOutcome Decode(ReadOnlySpan<byte> frame, RadioCodec codec, List<MeterSample> into) => codec switch
    {
        RadioCodec.AxiomaW1 => AxiomaFrame.Decode(this, frame, into),
        RadioCodec.KamstrupMbus => KamstrupFrame.Decode(this, frame, into),
        _ when Port == AxiomaPort && AxiomaFrame.Fits(frame) => AxiomaFrame.Decode(this, frame, into),
        _ when KamstrupFrame.Fits(frame) => KamstrupFrame.Decode(this, frame, into),
        _ => DecodeOutcome.Refused(UnreadableReason.UnknownFrame),
    };

    /// <summary>Adds a count unless meter time or litres are impossible.</summary>
    /// <param name="clock">Ticks by the meter's clock.</param>
    public bool TryAdd(long clock, long litres, MeterFlags flags, List<MeterSample> into)
    {
        long ticks = clock - ClockOffset.Ticks;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks || litres is < 0 or > WaterAmount.MostLitres)
        {
            return false;
        }

        into.Add(new MeterSample(Device, new DateTimeOffset(ticks, TimeSpan.Zero), litres, Count, flags));
        return true;
    }
}
