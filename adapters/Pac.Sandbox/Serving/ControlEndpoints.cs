using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Pac.Sandbox.Cancelling;
using Strangler.Pac.Sandbox.Failures;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox.Serving;

/// <summary>The control endpoint: failures, receivers' answers, what was stamped, the certificate.</summary>
internal sealed class ControlEndpoints(SandboxBook book, SandboxSat sat, FailurePlan failures, SandboxKey key)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/failures", (RequestDelegate)(http => JsonAsync(http, FailureRequest.Show(failures))));
        routes.MapPut("/failures", (RequestDelegate)SetAsync);
        routes.MapDelete("/failures", (RequestDelegate)ClearAsync);
        routes.MapGet("/stamps", (RequestDelegate)(http => JsonAsync(
            http, new { count = book.Count, stampedTwice = book.StampedTwice.Take(100) })));
        routes.MapGet("/certificate", (RequestDelegate)SendCertificateAsync);
        routes.MapPost("/receivers/{uuid}/{answer}", (RequestDelegate)AnswerAsync);
    }

    private async Task SendCertificateAsync(HttpContext http) =>
        await http.Response.Body.WriteAsync(key.Certificate.Export(X509ContentType.Cert), http.RequestAborted);

    private async Task SetAsync(HttpContext http)
    {
        FailureRequest? asked = null;
        string? problem;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<FailureRequest>(
                http.Request.Body, FailureRequest.Json, http.RequestAborted);
            problem = asked is null ? "There is no body." : asked.ApplyTo(failures);
        }
        catch (JsonException error)
        {
            problem = $"The body is not a plan of failures in JSON: see {error.Path ?? "$"}.";
        }

        await (problem is null ? JsonAsync(http, FailureRequest.Show(failures)) : RefuseAsync(http, 400, problem));
    }

    private Task ClearAsync(HttpContext http)
    {
        failures.Set(new Dictionary<FailureMode, decimal>(), 1, failures.Delay);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>POST /receivers/UUID/accept or /reject.</summary>
    private Task AnswerAsync(HttpContext http)
    {
        string answer = (string?)http.GetRouteValue("answer") ?? "";
        if (!Guid.TryParse((string?)http.GetRouteValue("uuid"), out Guid uuid) || answer is not ("accept" or "reject"))
        {
            return RefuseAsync(http, 400, "POST /receivers/UUID/accept or /receivers/UUID/reject.");
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return sat.Answer(uuid, answer == "accept")
            ? Task.CompletedTask
            : RefuseAsync(http, 404, "Nothing waits for this receiver.");
    }

    private static Task RefuseAsync(HttpContext http, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(http);

    private static Task JsonAsync(HttpContext http, object value) =>
        http.Response.WriteAsJsonAsync(value, value.GetType(), http.RequestAborted);
}
