namespace Strangler.Gateway.Routing;

/// <summary>Changes that somebody wants together or not at all.</summary>
/// <param name="ExpectedVersion">As in <see cref="Postgres.Routes.RouteChangeSet"/>.</param>
public sealed record RouteOrder(
    IReadOnlyList<RouteRequest> Requests, string? Who, string? Why, long? ExpectedVersion = null);
