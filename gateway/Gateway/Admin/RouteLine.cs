using System.Text.Json.Serialization;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Admin;

/// <summary>A route, a kill or a change as JSON. No service, operation or group means all of them.</summary>
internal sealed record RouteLine(string? Service, string? Operation, string? Group)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Action { get; init; }

    /// <summary>How many operations a change applies to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Operations { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RouteStamp? Changed { get; init; }

    public static RouteLine Of(StoredRoute route) =>
        Of(route.Scope) with { Mode = route.Mode, Changed = route.Stamp };

    public static RouteLine Of(StoredKill kill) => Of(kill.Scope) with { Changed = kill.Stamp };

    public static RouteLine Of(UnderstoodChange understood) => Of(understood.Change.Scope) with
    {
        Action = understood.Change.Action,
        Mode = (understood.Change as RouteChange.Set)?.Mode,
        Operations = understood.Operations,
    };

    public static RouteLine Of(RouteScope scope) => new(scope.Service, scope.Operation, scope.Group?.ToString());
}
