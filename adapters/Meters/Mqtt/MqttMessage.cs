namespace Strangler.Meters.Mqtt;

/// <summary>A message of a batch; its bytes are the batch's and go when that is disposed of.</summary>
/// <param name="Topic">Valid UTF-8 without wildcards.</param>
/// <param name="PacketId">0 where no acknowledgement is due.</param>
/// <param name="Duplicate">It may have come before: the broker did not see its acknowledgement.</param>
public readonly record struct MqttMessage(
    ReadOnlyMemory<byte> Topic, ReadOnlyMemory<byte> Payload, ushort PacketId, bool Duplicate, bool Retained);
