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
/// <param name="pacs">Their books and how they fail: /failures is of all, /failures/finkok of one.</param>
internal sealed class ControlEndpoints(
    SandboxRegister register, SandboxSat sat, IReadOnlyList<(SandboxBook Book, FailurePlan Failures)> pacs,
    SandboxKey key)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (string path in new[] { "/failures", "/failures/{pac}" })
        {
            routes.MapGet(path, (RequestDelegate)(http => OnAsync(http, ShowAsync)));
            routes.MapPut(path, (RequestDelegate)(http => OnAsync(http, SetAsync)));
            routes.MapDelete(path, (RequestDelegate)(http => OnAsync(http, ClearAsync)));
        }

        routes.MapGet("/stamps", (RequestDelegate)(http => JsonAsync(http, Stamps())));
        routes.MapGet("/certificate", (RequestDelegate)SendCertificateAsync);
        routes.MapPost("/receivers/{uuid}/{answer}", (RequestDelegate)AnswerAsync);
    }

    private async Task SendCertificateAsync(HttpContext http) =>
        await http.Response.Body.WriteAsync(key.Certificate.Export(X509ContentType.Cert), http.RequestAborted);

    private object Stamps() => new
    {
        count = register.Count,
        pacs = pacs.ToDictionary(pac => pac.Book.Pac, pac => pac.Book.Count),
        stampedTwice = register.StampedTwice.Take(100),
        livingTwice = register.LivingTwice.Take(100),
        stampedByTwo = register.StampedByTwo,
    };

    /// <summary>Of the PAC that the path names, else of all.</summary>
    private Task OnAsync(HttpContext http, Func<HttpContext, FailurePlan[], Task> work)
    {
        string? name = (string?)http.GetRouteValue("pac");
        FailurePlan[] plans = [.. pacs.Where(pac => name is null || pac.Book.Pac == name).Select(pac => pac.Failures)];
        return plans.Length == 0 ? RefuseAsync(http, 404, "The PACs are finkok and sw.") : work(http, plans);
    }

    private static Task ShowAsync(HttpContext http, FailurePlan[] plans) =>
        JsonAsync(http, FailureRequest.Show(plans[0]));

    private static async Task SetAsync(HttpContext http, FailurePlan[] plans)
    {
        FailureRequest? asked = null;
        string? problem;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<FailureRequest>(
                http.Request.Body, FailureRequest.Json, http.RequestAborted);
            problem = asked is null ? "There is no body."
                : plans.Select(asked.ApplyTo).FirstOrDefault(wrong => wrong is not null);
        }
        catch (JsonException error)
        {
            problem = $"The body is not a plan of failures in JSON: see {error.Path ?? "$"}.";
        }

        await (problem is null ? ShowAsync(http, plans) : RefuseAsync(http, 400, problem));
    }

    private static Task ClearAsync(HttpContext http, FailurePlan[] plans)
    {
        foreach (FailurePlan plan in plans)
        {
            plan.Set(new Dictionary<FailureMode, decimal>(), 1, plan.Delay);
        }

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
