using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Extract;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Gateway.Native;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;
using Strangler.Postgres.Billing;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// POST /api/v1/events/service-started and service-stopped: who tells that supply began or ended is heard once, and
/// the next bill honours it.
/// </summary>
internal sealed class ServiceEventEndpoints(
    IServiceProvider services, JsonBody bodies, TimeProvider clock, IOptions<RestOptions> options)
{
    /// <summary>What is told ahead of time further than this is a slip of the pen.</summary>
    private const int DaysAhead = 366;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        MaxDepth = 8,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        ServiceEventEndpoints endpoints = app.ServiceProvider.GetRequiredService<ServiceEventEndpoints>();
        RouteGroupBuilder events = app.MapGroup("/api/v1/events");
        events.MapPost("/service-started", context => endpoints.TakeAsync(context, ServiceEventKind.Started))
            .RequireScope("events.write");
        events.MapPost("/service-stopped", context => endpoints.TakeAsync(context, ServiceEventKind.Stopped))
            .RequireScope("events.write");
    }

    private async Task TakeAsync(HttpContext context, ServiceEventKind kind)
    {
        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (ServiceEvent? told, problem) = body is null
                ? (null, problem)
                : Read(body.Bytes.Span, context.Request.Headers["Idempotency-Key"].ToString(), kind);
            problem = told is null ? problem : await KeepAsync(context, told);
            await (problem is null ? WriteAsync(context, told!) : problem.WriteAsync(context));
        }
    }

    private async Task<Problem?> KeepAsync(HttpContext context, ServiceEvent told)
    {
        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        ServiceEventOutcome outcome = await services.GetRequiredService<ServiceEventStore>()
            .KeepAsync(told, Caller.Of(context).Name, limit.Token);
        return outcome switch
        {
            ServiceEventOutcome.Kept => null,
            ServiceEventOutcome.UnknownContract => new Problem(ProblemTypes.NotFound, "There is no such contract."),
            ServiceEventOutcome.Refused refused => new Problem(ProblemTypes.Conflict, Reason(refused.Why)),
            _ => new Problem(ProblemTypes.Conflict, "This id stands for another event."),
        };
    }

    private static string Reason(ServiceEventRefusal why) => why switch
    {
        ServiceEventRefusal.BeforeContract => "The contract begins after that day.",
        ServiceEventRefusal.OutOfOrder => "An event of that day, or a later one, was told of this contract before.",
        ServiceEventRefusal.BilledAlready => "Later days are invoiced already: adjust that invoice.",
        ServiceEventRefusal.NotSupplied => "The contract is not supplied on that day.",
        _ => "The contract is supplied on that day already.",
    };

    private (ServiceEvent? Told, Problem? Problem) Read(
        ReadOnlySpan<byte> json, string key, ServiceEventKind kind)
    {
        ServiceEventBody? body;
        try
        {
            body = JsonSerializer.Deserialize<ServiceEventBody>(json, Strict);
        }
        catch (JsonException error)
        {
            string pointer = error.Path is { Length: > 1 } path ? "/" + path[2..].Replace('.', '/') : "";
            return (null, Problem.BadRequest(pointer, "This is not what an event has there."));
        }

        string id = body?.Id ?? key;
        DateOnly last = UtilityTime.Today(clock).AddDays(DaysAhead);
        return body switch
        {
            null => (null, Problem.BadRequest("", "The body is null.")),
            _ when id.Length == 0 => (null, new Problem(ProblemTypes.KeyMissing)),
            _ when id.Length > ServiceEventStore.IdLimit || id.Any(letter => letter is <= ' ' or > '~') =>
                (null, Problem.BadRequest("/id", "An id has 1 to 100 visible ASCII characters.")),
            _ when key.Length > 0 && key != id =>
                (null, Problem.BadRequest("/id", "The id is not that of the Idempotency-Key.")),
            { Contract: not > 0 } => (null, Problem.BadRequest("/contract", "An event has a contract's number.")),
            { Day: null } => (null, Problem.BadRequest("/day", "An event has a day, as 2026-03-31.")),
            { Day: { } day } when day > last =>
                (null, Problem.BadRequest("/day", $"An event is told at most {DaysAhead} days ahead.")),
            _ => (new ServiceEvent(id, new ContractNumber(body.Contract.Value), kind, body.Day.Value), null),
        };
    }

    private static async Task WriteAsync(HttpContext context, ServiceEvent told)
    {
        using PooledReply body = new();
        await using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("id", told.Id);
            json.WriteString("event", told.Kind == ServiceEventKind.Started ? "service-started" : "service-stopped");
            json.WriteNumber("contract", told.Contract.Value);
            json.WriteString("day", told.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("state", "kept");
            json.WriteEndObject();
        }

        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status201Created;
        response.ContentType = "application/json";
        response.ContentLength = body.Bytes.Length;
        await response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }
}
