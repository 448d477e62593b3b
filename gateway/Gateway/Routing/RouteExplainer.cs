using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>
/// Says why. It goes through the routes one by one, where <see cref="RouteTable"/> looks up; tests hold them to the
/// same answer.
/// </summary>
public static class RouteExplainer
{
    /// <param name="group">Null for a request that names none, or none that is known.</param>
    public static RouteExplanation Explain(
        RouteSnapshot snapshot, OperationModes modes, Operation operation, BillingGroup? group)
    {
        List<StoredRoute> covering =
        [
            .. snapshot.Routes.Where(route => RoutePrecedence.Covers(route.Scope, operation, group))
                .OrderByDescending(route => RoutePrecedence.RankOf(route.Scope)),
        ];
        if (snapshot.Kills.FirstOrDefault(kill => RoutePrecedence.Covers(kill.Scope, operation, group)) is { } kill)
        {
            return new RouteExplanation(
                snapshot.Version, RouteMode.Legacy, $"killed: {kill.Scope}", kill.Scope, kill.Stamp, covering);
        }

        if (group is null && RoutePrecedence.IsGrouped(operation))
        {
            return new RouteExplanation(
                snapshot.Version, RouteMode.Legacy,
                "a request without a known billing group goes to legacy", null, null, covering);
        }

        StoredRoute? winner = covering.Find(
            route => RouteModeText.Read(route.Mode) is { } mode && modes.CanHave(operation, mode));
        return winner is null
            ? new RouteExplanation(
                snapshot.Version, RouteMode.Legacy, WithoutRoute(modes, operation), null, null, covering)
            : new RouteExplanation(
                snapshot.Version, RouteModeText.Read(winner.Mode)!.Value, $"route: {winner.Scope}", winner.Scope,
                winner.Stamp, [.. covering.Where(route => route != winner)]);
    }

    private static string WithoutRoute(OperationModes modes, Operation operation) =>
        modes.WhyNot(operation, RouteMode.Native) is { } reason
            ? $"no route that it could have: {reason}"
            : "no route covers it";
}
