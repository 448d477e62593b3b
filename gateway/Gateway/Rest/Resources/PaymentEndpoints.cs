using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Json;
using Strangler.AquaCis.Translation;
using Strangler.AquaCis.Translation.Payments;
using Strangler.Core.Identity;
using Strangler.Gateway.Native;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// POST /api/v1/payments: the SOAP operation's own way, so that a payment is taken once whoever sends it how.
/// </summary>
internal sealed class PaymentEndpoints(OperationCalls calls, JsonBody bodies, IOptions<RestOptions> options)
{
    private const decimal MostPesos = 10_000_000m;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        MaxDepth = 8,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        PaymentEndpoints endpoints = app.ServiceProvider.GetRequiredService<PaymentEndpoints>();
        app.MapPost("/api/v1/payments", (RequestDelegate)endpoints.PayAsync).RequireScope("payments.write");
    }

    private async Task PayAsync(HttpContext context)
    {
        if (IdempotencyKey.Take(context, isRequired: true) is { } wrong)
        {
            await wrong.WriteAsync(context);
            return;
        }

        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (PaymentOrder? order, problem) = body is null ? (null, problem) : Read(body.Bytes.Span);
            await (order is null ? problem!.WriteAsync(context) : PayAsync(context, order));
        }
    }

    private async Task PayAsync(HttpContext context, PaymentOrder order)
    {
        using PooledReply request = new();
        CollectionJson.Write(request, order);
        try
        {
            using OperationAnswer answer = await calls.AskAsync(context, CollectionJson.Operation, request.Bytes);
            OperationResult<object>? said = answer.Problem is null ? CollectionJson.Read(answer.Json.Bytes) : null;
            Problem? problem = answer.Problem ?? said switch
            {
                null => new Problem(ProblemTypes.LegacyFailed),
                { Code: 0 } => null,
                { } refused => new Problem(ProblemTypes.Refused, refused.Message) { Code = $"{refused.Code}" },
            };
            if (problem is not null)
            {
                await problem.WriteAsync(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status201Created;
            await JsonAnswer.WriteAsync(context, order, WriteTaken);
        }
        catch (JsonMistakeException mistake)
        {
            await Problem.BadRequest("", mistake.Message).WriteAsync(context);
        }
    }

    private static void WriteTaken(Utf8JsonWriter json, PaymentOrder order)
    {
        json.WriteStartObject();
        json.WriteString("reference", order.Reference);
        json.WriteNumber("amount", order.Amount.Pesos);
        json.WriteString("state", "taken");
        json.WriteEndObject();
    }

    private static (PaymentOrder? Order, Problem? Problem) Read(ReadOnlySpan<byte> json)
    {
        PaymentBody? body;
        try
        {
            body = JsonSerializer.Deserialize<PaymentBody>(json, Strict);
        }
        catch (JsonException error)
        {
            string pointer = error.Path is { Length: > 1 } path ? "/" + path[2..].Replace('.', '/') : "";
            return (null, Problem.BadRequest(pointer, "This is not what a payment has there."));
        }

        return body switch
        {
            null => (null, Problem.BadRequest("", "The body is null.")),
            { Reference: not { Length: > 0 and <= 46 } } =>
                (null, Problem.BadRequest("/reference", "A payment has a reference.")),
            { Amount: not (> 0 and <= MostPesos) } => (null, Problem.BadRequest(
                "/amount", "A payment has an amount above 0, in pesos.")),
            { Amount: var amount } when decimal.Round(amount.Value, 2) != amount =>
                (null, Problem.BadRequest("/amount", "An amount has at most two decimals.")),
            { PaidOn: null } => (null, Problem.BadRequest("/paidOn", "A payment has a day.")),
            _ when new[] { body.Store, body.Cashier, body.Terminal, body.Ticket }.Any(text => text?.Length > 100) =>
                (null, Problem.BadRequest("", "A text of a payment has at most 100 characters.")),
            _ => (new PaymentOrder(
                body.Reference, Money.FromPesos(body.Amount.Value),
                body.PaidOn.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture), body.Store, body.Cashier,
                body.Terminal, body.Ticket), null),
        };
    }
}
