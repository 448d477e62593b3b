using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>A file that was taken in.</summary>
/// <param name="Net">The sum of its lines.</param>
public sealed record KeptStatement(
    long Id, string Provider, string Kind, string Name, int Lines, Money Net, DateTimeOffset ImportedAt);
