using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>What became of a <see cref="RouteOrder"/>.</summary>
/// <param name="Changes">As they were understood, in the order's order; empty where it was refused before that.</param>
public sealed record RouteOrderOutcome(RouteChangeOutcome Result, IReadOnlyList<UnderstoodChange> Changes);
