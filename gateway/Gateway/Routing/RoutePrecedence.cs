using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>Which of several routes wins (docs/adr/0010).</summary>
internal static class RoutePrecedence
{
    /// <summary>
    /// The higher is the more specific: operation and group, service and group, group, operation, service, everything.
    /// </summary>
    public static int RankOf(RouteScope scope) =>
        (scope.Group is null ? 0 : 3) + (scope.Operation is not null ? 2 : scope.Service is not null ? 1 : 0);

    public static bool Covers(RouteScope scope, Operation operation, BillingGroup? group) =>
        (scope.Service is null || scope.Service == operation.Service)
        && (scope.Operation is null || scope.Operation == operation.Name)
        && (scope.Group is null || scope.Group == group);

    /// <summary>Whether its requests can be about a group, so that one that names none is an exception.</summary>
    public static bool IsGrouped(Operation operation) => operation.Keys.Count > 0;
}
