namespace Strangler.Meters.Mqtt.Wire;

/// <summary>Takes a packet that is no message; its bytes are gone afterwards.</summary>
internal delegate void ControlHandler(FrameHeader header, ReadOnlySpan<byte> body);
