using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Admin;

/// <summary>What the admin API says of routes, as JSON.</summary>
internal static class RouteAnswers
{
    /// <param name="inForce">The version that this gateway routes by.</param>
    public static IResult Of(RouteSnapshot snapshot, long inForce) => Results.Json(new
    {
        snapshot.Version,
        InForce = inForce,
        Routes = snapshot.Routes.Select(RouteLine.Of),
        Kills = snapshot.Kills.Select(RouteLine.Of),
    });

    public static IResult Of(IEnumerable<RouteHistoryEntry> history) => Results.Json(new
    {
        History = history.Select(entry => new
        {
            entry.Stamp.Version,
            entry.Stamp.At,
            entry.Stamp.Who,
            entry.Stamp.Why,
            entry.Action,
            entry.Scope.Service,
            entry.Scope.Operation,
            Group = entry.Scope.Group?.ToString(),
            entry.Before,
            entry.After,
        }),
    });

    public static IResult Of(RouteExplanation explained) => Results.Json(new
    {
        explained.Version,
        Mode = explained.Mode.Text(),
        explained.Reason,
        Changed = explained.Stamp,
        Overruled = explained.Overruled.Select(RouteLine.Of),
    });

    public static IResult Of(RouteOrderOutcome outcome) => outcome.Result switch
    {
        RouteChangeOutcome.Applied applied => Results.Json(new
        {
            applied.Version,
            applied.Changed,
            Changes = outcome.Changes.Select(RouteLine.Of),
        }),
        RouteChangeOutcome.Conflict conflict => AdminProblem.Of(
            StatusCodes.Status409Conflict, "The routes have changed",
            $"They are at version {conflict.Current}, not {conflict.Expected}; nothing was changed."),
        RouteChangeOutcome.NotThere { Reasons: var reasons } => AdminProblem.Of(
            StatusCodes.Status404NotFound, "There is no such route; nothing was changed", reasons),
        RouteChangeOutcome.Refused { Reasons: var reasons } => AdminProblem.Of(
            StatusCodes.Status400BadRequest, "The change is refused; nothing was changed", reasons),
        _ => throw new InvalidOperationException($"No answer for {outcome.Result.GetType().Name}."),
    };
}
