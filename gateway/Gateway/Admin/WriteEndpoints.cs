using System.Globalization;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Gateway.Access;
using Strangler.Gateway.Routing;
using Strangler.Postgres;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Admin;

/// <summary>/admin/writes: looking at writes, and deciding what nobody else can.</summary>
internal sealed class WriteEndpoints(
    Database database, RouteFeed routes, AdminBody bodies, IOptions<AdminOptions> options)
{
    private const int UsualLimit = 100;
    private static readonly string[] States = ["received", "dispatched", "answered", "unknown", "failed"];
    private readonly WriteQueries _queries = new(database);

    public async Task<IResult> ListAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        string? state = context.Request.Query["state"];
        string? asked = context.Request.Query["limit"];
        int count = UsualLimit;
        return state is not null && !States.Contains(state)
            ? AdminProblem.BadRequest($"state is one of {string.Join(", ", States)}.")
            : asked is not null && (!int.TryParse(asked, out count) || count is < 1 or > WriteQueries.ListLimit)
                ? AdminProblem.BadRequest($"limit is 1 to {WriteQueries.ListLimit}.")
            : Results.Json(new { writes = await _queries.ListAsync(state, count, limit.Token) });
    }

    /// <summary>Whether a version of the routes is live for writes: none of an older one is under way.</summary>
    public async Task<IResult> DrainAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        string? asked = context.Request.Query["routes"];
        long version = routes.Current.Version;
        if (asked is not null && !long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out version))
        {
            return AdminProblem.BadRequest("routes is not a whole number.");
        }

        long left = await _queries.OlderThanAsync(version, limit.Token);
        return Results.Json(new { routes = version, underWay = left, live = left == 0 });
    }

    public async Task<IResult> ResolveAsync(HttpContext context)
    {
        using CancellationTokenSource limit = Limit(context);
        (WriteDecisionBody? body, IResult? refusal) =
            await bodies.ReadAsync<WriteDecisionBody>(context, limit.Token);
        if (body is null)
        {
            return refusal!;
        }

        if (body.Id is not { } id || body.As is not ("done" or "not-done" or "free")
            || body.Why is not { Length: > 0 and <= 500 } why)
        {
            return AdminProblem.BadRequest("id, as (done, not-done or free) and why are needed.");
        }

        if (await _queries.FindAsync(id, limit.Token) is not { } line)
        {
            return AdminProblem.Of(StatusCodes.Status404NotFound, "No such write", $"There is no write {id}.");
        }

        string who = Caller.Of(context).Name;
        KeptAnswer answer = new(
            StatusCodes.Status200OK, SoapEnvelope.ContentType, LegacyMoney.Taken(line.Operation));
        bool resolved = body.As == "free"
            ? await _queries.FreeAsync(id, who, why, limit.Token)
            : await _queries.ResolveAsync(id, body.As == "done", answer, who, why, limit.Token);
        return resolved
            ? Results.Json(await _queries.FindAsync(id, limit.Token))
            : AdminProblem.Of(
                StatusCodes.Status409Conflict, "Not to be decided",
                $"Write {id} is {line.State}; only an unknown one is done or not done, and only one that was not done "
                + "is free.");
    }

    private CancellationTokenSource Limit(HttpContext context)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        return limit;
    }
}
