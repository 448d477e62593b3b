namespace Strangler.Gateway.Routing;

/// <summary>A change as somebody wrote it; nothing of it has been checked.</summary>
/// <param name="Service">Null for every service; not needed beside an operation that only one service has.</param>
/// <param name="Operation">Null for every operation; may be written <c>Service.operation</c>.</param>
/// <param name="Group">Null for every group.</param>
/// <param name="Mode">Only where a mode is set.</param>
public sealed record RouteRequest(
    RouteAction Action, string? Service, string? Operation, string? Group, string? Mode = null);
