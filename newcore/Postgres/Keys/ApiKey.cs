namespace Strangler.Postgres.Keys;

/// <summary>A key, as far as it is told to people.</summary>
/// <param name="Id">The half of the key that is no secret.</param>
/// <param name="Name">Who the history says made a change.</param>
/// <param name="RevokedAt">Null while it is not.</param>
/// <param name="PreviousUntil">Until when the secret before this one is good as well; null where there is none.</param>
/// <param name="LastUsedAt">To the minute; null before its first use.</param>
public sealed record ApiKey(
    string Id, string Name, ApiKeyTerms Terms, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt,
    string? RevokedBy, DateTimeOffset? PreviousUntil, DateTimeOffset? LastUsedAt);
