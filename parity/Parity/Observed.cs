namespace Strangler.Parity;

/// <summary>What one side answered: bytes as they came.</summary>
/// <param name="Status">HTTP status; 0 where no answer came at all.</param>
public sealed record Observed(int Status, string? ContentType, ReadOnlyMemory<byte> Body);
