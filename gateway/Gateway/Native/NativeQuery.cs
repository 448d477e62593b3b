using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Native;

/// <summary>A request as it came, and what it was classified as.</summary>
/// <param name="Body">The whole envelope; not kept beyond the call.</param>
internal readonly record struct NativeQuery(
    ServiceContract Service, Operation Operation, ReadOnlyMemory<byte> Body, string? ContentType);
