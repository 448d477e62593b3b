using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Json;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Operations;

/// <summary>/api/aquacis/{service}/{operation}: all operations of AquaCIS as JSON.</summary>
internal sealed class OperationEndpoint(OperationCalls calls, JsonBody bodies, IOptions<IntakeOptions> intake)
{
    public const string Path = "/api/aquacis";

    public static void Map(IEndpointRouteBuilder app)
    {
        OperationEndpoint endpoint = app.ServiceProvider.GetRequiredService<OperationEndpoint>();
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            app.MapPost(
                    $"{Path}/{operation.Service}/{operation.Name}",
                    context => endpoint.AnswerAsync(context, operation))
                .RequireScope(operation.Kind == OperationKind.Query ? "aquacis.read" : "aquacis.write");
        }
    }

    private async Task AnswerAsync(HttpContext context, Operation operation)
    {
        if (operation.Kind == OperationKind.Command && IdempotencyKey.Take(context, isRequired: false) is { } wrong)
        {
            await wrong.WriteAsync(context);
            return;
        }

        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, intake.Value.BodyLimit);
        if (body is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        using (body)
        {
            await AnswerAsync(context, operation, body);
        }
    }

    private async Task AnswerAsync(HttpContext context, Operation operation, RequestBody body)
    {
        try
        {
            using OperationAnswer answer = await calls.AskAsync(context, operation, body.Bytes);
            if (answer.Problem is { } refused)
            {
                await refused.WriteAsync(context);
                return;
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Json.Bytes.Length;
            await context.Response.Body.WriteAsync(answer.Json.Bytes, context.RequestAborted);
        }
        catch (JsonMistakeException mistake)
        {
            await Problem.BadRequest(mistake.Pointer, mistake.Message).WriteAsync(context);
        }
    }
}
