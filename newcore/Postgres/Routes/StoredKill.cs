namespace Strangler.Postgres.Routes;

/// <summary>A scope that goes to legacy whatever its routes say.</summary>
public sealed record StoredKill(RouteScope Scope, RouteStamp Stamp);
