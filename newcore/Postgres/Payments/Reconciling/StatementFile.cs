namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>A file as it comes.</summary>
/// <param name="Kind">See <see cref="FileKind"/>.</param>
/// <param name="Digest">SHA-256 of all of it.</param>
/// <param name="Who">Brings it.</param>
public sealed record StatementFile(string Provider, string Kind, string Name, byte[] Digest, string Who);
