using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.AquaCis.StandIn.Failures;

namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>The control endpoint: GET, PUT and DELETE /alterations, errors as problem+json.</summary>
internal sealed class AlterationEndpoints(AlterationPlan plan)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alterations", (RequestDelegate)ListAsync);
        routes.MapPut("/alterations/{operation}", (RequestDelegate)SetAsync);
        routes.MapDelete("/alterations", (RequestDelegate)ClearAllAsync);
        routes.MapDelete("/alterations/{operation}", (RequestDelegate)ClearAsync);
    }

    private Task ListAsync(HttpContext http) => http.Response.WriteAsJsonAsync(
        plan.InForce.ToDictionary(entry => entry.Key, entry => entry.Value.Select(AlterationRequest.From)),
        FailureRequest.Json, http.RequestAborted);

    /// <summary>One alteration, or a list of them.</summary>
    private async Task SetAsync(HttpContext http)
    {
        if (!FailurePlan.Knows(OperationOf(http)))
        {
            await RefuseAsync(http, $"There is no operation {OperationOf(http)}; * stands for all.");
            return;
        }

        AlterationRequest[] asked;
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            asked = body.RootElement.ValueKind == JsonValueKind.Array
                ? body.RootElement.Deserialize<AlterationRequest[]>(FailureRequest.Json)!
                : [body.RootElement.Deserialize<AlterationRequest>(FailureRequest.Json)!];
        }
        catch (JsonException error)
        {
            await RefuseAsync(
                http, $"The body is not an alteration, or a list of them, in JSON: see {error.Path ?? "$"}.");
            return;
        }

        await SetAsync(http, asked);
    }

    private async Task SetAsync(HttpContext http, AlterationRequest?[] asked)
    {
        if (asked.Length is 0 or > AlterationPlan.Limit)
        {
            await RefuseAsync(http, $"There must be 1 to {AlterationPlan.Limit} alterations.");
            return;
        }

        List<Alteration> alterations = [];
        foreach (AlterationRequest? one in asked)
        {
            (Alteration? alteration, string? problem) = one?.Read() ?? (null, "An alteration is null.");
            if (alteration is null)
            {
                await RefuseAsync(http, problem!);
                return;
            }

            alterations.Add(alteration);
        }

        plan.Set(OperationOf(http), alterations);
        await http.Response.WriteAsJsonAsync(
            alterations.Select(AlterationRequest.From), FailureRequest.Json, http.RequestAborted);
    }

    private Task ClearAllAsync(HttpContext http) => ClearAsync(http, null);

    private Task ClearAsync(HttpContext http) => FailurePlan.Knows(OperationOf(http))
        ? ClearAsync(http, OperationOf(http))
        : RefuseAsync(http, $"There is no operation {OperationOf(http)}; * stands for all.");

    private Task ClearAsync(HttpContext http, string? operation)
    {
        plan.Clear(operation);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string OperationOf(HttpContext http) => (string?)http.GetRouteValue("operation") ?? "";

    private static Task RefuseAsync(HttpContext http, string problem) =>
        TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);
}
