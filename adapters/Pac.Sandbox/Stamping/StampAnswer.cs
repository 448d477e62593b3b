namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>What the sandbox says to a document, before it is put on the wire.</summary>
/// <param name="Code">Null: stamped now. 307: before.</param>
internal sealed record StampAnswer(string? Code, string Message, byte[]? Xml, StampedEntry? Entry);
