namespace Strangler.Postgres.Metering;

/// <summary>A message that could not be read.</summary>
/// <param name="Detail">For a person, without the payload.</param>
public sealed record QuarantinedMessage(
    DateTimeOffset ReceivedAt, string Topic, byte[] Payload, string Reason, string Detail)
{
    /// <summary>0 until it is kept.</summary>
    public long Id { get; init; }
}
