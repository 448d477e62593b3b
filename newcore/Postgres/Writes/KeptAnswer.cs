namespace Strangler.Postgres.Writes;

/// <summary>The first answer to a write.</summary>
/// <param name="Body">Plain; null where it was too long to be kept.</param>
public sealed record KeptAnswer(short Status, string ContentType, byte[]? Body);
