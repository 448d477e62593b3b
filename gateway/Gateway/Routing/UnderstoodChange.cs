using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>A change, and how far it reaches.</summary>
/// <param name="Operations">
/// How many operations it applies to; a wide scope leaves out those that cannot have the mode.
/// </param>
public sealed record UnderstoodChange(RouteChange Change, int Operations);
