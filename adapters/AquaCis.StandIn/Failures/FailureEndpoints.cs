using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.AquaCis.StandIn.Serving;

namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>The control endpoint: GET, PUT and DELETE /failures, errors as problem+json.</summary>
internal sealed class FailureEndpoints(FailurePlan plan, ServiceListener listener)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/failures", (RequestDelegate)ListAsync);
        routes.MapPut("/failures/{operation}", (RequestDelegate)SetAsync);
        routes.MapDelete("/failures", (RequestDelegate)ClearAllAsync);
        routes.MapDelete("/failures/{operation}", (RequestDelegate)ClearAsync);
    }

    private Task ListAsync(HttpContext http) => JsonAsync(http, plan.InForce.Select(FailureRequest.From));

    private async Task SetAsync(HttpContext http)
    {
        FailureRequest? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<FailureRequest>(
                http.Request.Body, FailureRequest.Json, http.RequestAborted);
        }
        catch (JsonException error)
        {
            await RefuseAsync(http, $"The body is not a failure in JSON: see {error.Path ?? "$"}.");
            return;
        }

        (Failure? failure, string? problem) = (asked ?? new FailureRequest(null, null, null, null))
            .For(OperationOf(http));
        if (failure is null)
        {
            await RefuseAsync(http, problem!);
            return;
        }

        plan.Set(failure);
        if (await FollowAsync(http))
        {
            await JsonAsync(http, FailureRequest.From(failure));
        }
    }

    private async Task ClearAllAsync(HttpContext http)
    {
        plan.Clear();
        await FinishAsync(http);
    }

    private async Task ClearAsync(HttpContext http)
    {
        string operation = OperationOf(http);
        if (!FailurePlan.Knows(operation))
        {
            await RefuseAsync(http, $"There is no operation {operation}; * stands for all.");
            return;
        }

        plan.Clear(operation);
        await FinishAsync(http);
    }

    private async Task FinishAsync(HttpContext http)
    {
        if (await FollowAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>Brings the listener to what the plan says.</summary>
    private async Task<bool> FollowAsync(HttpContext http)
    {
        try
        {
            await listener.FollowAsync(http.RequestAborted);
            return true;
        }
        catch (IOException)
        {
            await ProblemAsync(
                http, StatusCodes.Status503ServiceUnavailable, "The service's port has been taken by somebody else.");
            return false;
        }
    }

    private static string OperationOf(HttpContext http) => (string?)http.GetRouteValue("operation") ?? "";

    private static Task RefuseAsync(HttpContext http, string problem) =>
        ProblemAsync(http, StatusCodes.Status400BadRequest, problem);

    private static Task ProblemAsync(HttpContext http, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(http);

    private static Task JsonAsync<T>(HttpContext http, T value) =>
        http.Response.WriteAsJsonAsync(value, FailureRequest.Json, http.RequestAborted);
}
