namespace Strangler.Postgres.Keys;

/// <summary>A key to the admin API, as far as it is told to people.</summary>
/// <param name="Id">The half of the key that is no secret.</param>
/// <param name="Name">Who the history says made a change.</param>
/// <param name="RevokedAt">Null while it is good.</param>
public sealed record ApiKey(
    string Id, string Name, ApiKeyRole Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt,
    string? RevokedBy);
