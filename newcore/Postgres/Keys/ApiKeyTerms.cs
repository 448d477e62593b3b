using Strangler.Core.Access;

namespace Strangler.Postgres.Keys;

/// <summary>What a key is good for.</summary>
/// <param name="Scopes">Narrower than the role; null: all that the role allows.</param>
/// <param name="ExpiresAt">Null: until it is revoked.</param>
/// <param name="PerSecond">Requests to one gateway; null: its own setting.</param>
/// <param name="PerDay">Requests to one gateway in 24 hours; null: its own setting.</param>
public sealed record ApiKeyTerms(
    Role Role, IReadOnlyList<string>? Scopes = null, DateTimeOffset? ExpiresAt = null, int? PerSecond = null,
    int? PerDay = null);
