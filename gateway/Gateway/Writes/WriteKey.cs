namespace Strangler.Gateway.Writes;

/// <summary>A name that the sender gave a write, for a feature of its request. It is remembered for ever.</summary>
/// <param name="Hash">SHA-256 over who sends and what he calls it.</param>
internal sealed record WriteKey(byte[] Hash);
