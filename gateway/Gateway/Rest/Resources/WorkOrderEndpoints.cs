using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Translation.WorkOrders;
using Strangler.Core.Identity;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Work orders, which stay AquaCIS's.</summary>
internal sealed class WorkOrderEndpoints(OperationResource operations, JsonBody bodies, IOptions<RestOptions> options)
{
    private const int UsualPage = 50;
    private const int LongestPage = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        WorkOrderEndpoints endpoints = app.ServiceProvider.GetRequiredService<WorkOrderEndpoints>();
        app.MapPost("/api/v1/work-orders", (RequestDelegate)endpoints.CreateAsync).RequireScope("work-orders.write");
        app.MapGet("/api/v1/work-orders/{number}", (RequestDelegate)endpoints.FindAsync)
            .RequireScope("work-orders.read");
        app.MapGet("/api/v1/contracts/{contract}/work-orders", (RequestDelegate)endpoints.ListAsync)
            .RequireScope("work-orders.read");
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (IdempotencyKey.Take(context, isRequired: true) is { } wrong)
        {
            await wrong.WriteAsync(context);
            return;
        }

        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (WorkOrderRequest? order, problem) = body is null ? (null, problem) : Read(body.Bytes.Span);
            await (order is null ? problem!.WriteAsync(context) : operations.AnswerAsync(
                context, WorkOrderJson.Create, output => WorkOrderJson.WriteCreate(output, order),
                WorkOrderJson.ReadCreate, StatusCodes.Status201Created,
                (json, number) => WriteCreated(json, order, number)));
        }
    }

    private Task FindAsync(HttpContext context)
    {
        QueryReader query = new(context);
        int number = query.Number("number", context.Request.RouteValues["number"] as string);
        return query.Problem is { } problem ? problem.WriteAsync(context) : operations.AnswerAsync(
            context, WorkOrderJson.Get, output => WorkOrderJson.WriteGet(output, number), WorkOrderJson.ReadGet,
            StatusCodes.Status200OK, WriteFound, new Problem(ProblemTypes.NotFound));
    }

    private Task ListAsync(HttpContext context)
    {
        QueryReader query = new(context, "from", "until", "limit", "cursor");
        ContractNumber contract = query.Contract();
        (DateOnly? from, DateOnly? until) = (query.Day("from"), query.Day("until"));
        int limit = query.Number("limit", 1, LongestPage, UsualPage);
        PageCursor? page = new PageCursor('w', contract, from, until).Read(query.Text("cursor"));
        return query.Problem is { } problem ? problem.WriteAsync(context)
            : page is null ? new Problem(ProblemTypes.BadCursor).WriteAsync(context)
            : operations.AnswerAsync(
                context, WorkOrderJson.List,
                output => WorkOrderJson.WriteList(output, contract, from, until, page.Skip, limit + 1),
                WorkOrderJson.ReadList, StatusCodes.Status200OK, (json, found) => WriteList(json, found, page, limit));
    }

    private static void WriteCreated(Utf8JsonWriter json, WorkOrderRequest order, string? number)
    {
        json.WriteStartObject();
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int known))
        {
            json.WriteNumber("number", known);
        }

        json.WriteNumber("contract", order.Contract.Value);
        json.WriteNumber("type", order.Type);
        json.WriteNumber("reason", order.Reason);
        json.WriteEndObject();
    }

    private static void WriteFound(Utf8JsonWriter json, WorkOrderStanding? found)
    {
        json.WriteStartObject();
        json.WriteNumber("number", found!.Number);
        if (found.State is { } state)
        {
            json.WriteNumber("state", state);
        }

        json.WriteString("at", found.At);
        json.WriteEndObject();
    }

    /// <param name="found">One more than asked for where there is another page.</param>
    private static void WriteList(
        Utf8JsonWriter json, IReadOnlyList<WorkOrderEntry>? found, PageCursor page, int limit)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (WorkOrderEntry entry in (found ?? []).Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("at", entry.At);
            json.WriteString("type", entry.Type);
            json.WriteString("reason", entry.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", found?.Count > limit ? page.Next(limit) : null);
        json.WriteEndObject();
    }

    private static (WorkOrderRequest? Order, Problem? Problem) Read(ReadOnlySpan<byte> json)
    {
        (WorkOrderBody? body, Problem? problem) = StrictBody.Read<WorkOrderBody>(json);
        return body switch
        {
            null => (null, problem),
            { Contract: not > 0 } => (null, Problem.BadRequest("/contract", "A work order is of a contract.")),
            { Type: not > 0 } => (null, Problem.BadRequest("/type", "A work order has a type.")),
            { Reason: not > 0 } => (null, Problem.BadRequest("/reason", "A work order has a reason.")),
            _ => (new WorkOrderRequest(
                new ContractNumber(body.Contract.Value), body.Type.Value, body.Reason.Value), null),
        };
    }
}
