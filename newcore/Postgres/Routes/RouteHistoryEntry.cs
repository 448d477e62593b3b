namespace Strangler.Postgres.Routes;

/// <summary>One change that was made.</summary>
/// <param name="Position">Within its change set, from 0.</param>
/// <param name="Action">set, remove, kill or unkill.</param>
/// <param name="Before">Mode before; null where there was no route, and for kills.</param>
/// <param name="After">Mode after; null where there is none any more, and for kills.</param>
public sealed record RouteHistoryEntry(
    RouteStamp Stamp, int Position, string Action, RouteScope Scope, string? Before, string? After);
