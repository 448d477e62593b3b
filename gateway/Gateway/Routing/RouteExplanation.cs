using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>Why an operation has a mode for a group.</summary>
/// <param name="Mode">What it comes to.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Scope">Of the kill or route that decided; null where none did.</param>
/// <param name="Stamp">Who made it, when and why.</param>
/// <param name="Overruled">Routes that cover it too, but are less specific, killed, or impossible.</param>
public sealed record RouteExplanation(
    long Version, RouteMode Mode, string Reason, RouteScope? Scope, RouteStamp? Stamp,
    IReadOnlyList<StoredRoute> Overruled);
