namespace Strangler.Postgres.Routes;

/// <summary>A mode for a scope.</summary>
/// <param name="Mode">legacy, shadow, native or native-shadow.</param>
public sealed record StoredRoute(RouteScope Scope, string Mode, RouteStamp Stamp);
