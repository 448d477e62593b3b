namespace Strangler.Meters.Payloads;

/// <summary>What must be known of a device that sends frames.</summary>
/// <param name="ClockOffset">Of the meter's clock from UTC: frames state no zone.</param>
public sealed record RadioDevice(RadioCodec Codec, TimeSpan ClockOffset);
