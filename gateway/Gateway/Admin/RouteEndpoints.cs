using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Access;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Admin;

/// <summary>/admin/routes: looking at the routes and changing them, with an API key.</summary>
internal sealed class RouteEndpoints(
    RouteStore store, RouteDesk desk, RouteFeed feed, OperationModes modes, AdminBody bodies,
    IOptions<AdminOptions> options)
{
    private const int UsualHistory = 100;

    public async Task<IResult> ListAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        return RouteAnswers.Of(await store.LoadAsync(limit.Token), feed.Current.Version);
    }

    /// <summary>Sets modes; POST to kill, which has the same body without modes.</summary>
    public async Task<IResult> ChangeAsync(HttpContext context, RouteAction action)
    {
        using CancellationTokenSource limit = Limit(context);
        (RouteOrderBody? body, IResult? refusal) = await bodies.ReadAsync<RouteOrderBody>(context, limit.Token);
        return body is null ? refusal!
            : body.Ambiguity is { } ambiguity ? AdminProblem.BadRequest(ambiguity)
            : RouteAnswers.Of(await desk.ApplyAsync(body.ToOrder(action, Caller.Of(context).Name), limit.Token));
    }

    /// <summary>Removes a route or lifts a kill, named in the query: a DELETE has no body.</summary>
    public async Task<IResult> EndAsync(HttpContext context, RouteAction action)
    {
        using CancellationTokenSource limit = Limit(context);
        IQueryCollection query = context.Request.Query;
        string? expected = query["expectedVersion"];
        long version = 0;
        if (expected is not null && !long.TryParse(expected, out version))
        {
            return AdminProblem.BadRequest("expectedVersion is not a whole number.");
        }

        RouteOrder order = new(
            [new RouteRequest(action, query["service"], query["operation"], query["group"])],
            Caller.Of(context).Name, query["why"], expected is null ? null : version);
        return RouteAnswers.Of(await desk.ApplyAsync(order, limit.Token));
    }

    public async Task<IResult> HistoryAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        string? asked = context.Request.Query["limit"];
        int count = UsualHistory;
        if (asked is not null && (!int.TryParse(asked, out count) || count is < 1 or > RouteStore.HistoryLimit))
        {
            return AdminProblem.BadRequest($"limit is 1 to {RouteStore.HistoryLimit}.");
        }

        return RouteAnswers.Of(await store.HistoryAsync(count, limit.Token));
    }

    public async Task<IResult> ExplainAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        IQueryCollection query = context.Request.Query;
        List<string> reasons = [];
        RouteScope? scope = ScopeReader.Read(query["service"], query["operation"], query["group"], reasons);
        string? version = query["version"];
        long past = 0;
        if (version is not null && !long.TryParse(version, out past))
        {
            reasons.Add("version is not a whole number.");
        }

        if (scope?.Operation is null && reasons.Count == 0)
        {
            reasons.Add("operation is missing.");
        }

        if (reasons.Count > 0)
        {
            return AdminProblem.BadRequest(reasons);
        }

        RouteSnapshot? snapshot = version is null
            ? await store.LoadAsync(limit.Token)
            : await store.LoadAtAsync(past, limit.Token);
        Operation operation = ContractCatalog.AquaCis.Find(scope!.Service!, scope.Operation!);
        return snapshot is null
            ? AdminProblem.Of(StatusCodes.Status404NotFound, "No such version", $"There has been no version {past}.")
            : RouteAnswers.Of(RouteExplainer.Explain(snapshot, modes, operation, scope.Group));
    }

    private CancellationTokenSource Limit(HttpContext context)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        return limit;
    }
}
