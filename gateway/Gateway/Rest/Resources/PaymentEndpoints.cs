using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Translation.Payments;
using Strangler.Core.Identity;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Payments, and the references that they are made against.</summary>
internal sealed class PaymentEndpoints(OperationResource operations, JsonBody bodies, IOptions<RestOptions> options)
{
    private const decimal MostPesos = 10_000_000m;
    private const int MostInvoices = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        PaymentEndpoints endpoints = app.ServiceProvider.GetRequiredService<PaymentEndpoints>();
        app.MapPost("/api/v1/payments", (RequestDelegate)endpoints.PayAsync).RequireScope("payments.write");
        app.MapPost("/api/v1/payment-references", (RequestDelegate)endpoints.ReferAsync)
            .RequireScope("payments.write");
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
            (PaymentOrder? order, problem) = body is null ? (null, problem) : ReadPayment(body.Bytes.Span);
            await (order is null ? problem!.WriteAsync(context) : operations.AnswerAsync(
                context, CollectionJson.Operation, output => CollectionJson.Write(output, order), CollectionJson.Read,
                StatusCodes.Status201Created, (json, _) => WriteTaken(json, order)));
        }
    }

    /// <summary>Asking again gives the same reference, so that no key is needed.</summary>
    private async Task ReferAsync(HttpContext context)
    {
        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (PaymentReferenceBody? asked, problem) = body is null ? (null, problem) : ReadReference(body.Bytes.Span);
            await (asked is null ? problem!.WriteAsync(context) : operations.AnswerAsync(
                context, PaymentSlipJson.Operation,
                output => PaymentSlipJson.Write(
                    output, new ContractNumber(asked.Contract!.Value), asked.Invoices ?? []),
                PaymentSlipJson.Read, StatusCodes.Status201Created,
                (json, issued) => WriteReference(json, asked, issued)));
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

    private static void WriteReference(Utf8JsonWriter json, PaymentReferenceBody asked, IssuedReference? issued)
    {
        json.WriteStartObject();
        json.WriteNumber("contract", asked.Contract!.Value);
        json.WriteString("reference", issued?.Reference);
        json.WriteString("barCode", issued?.BarCode);
        json.WriteEndObject();
    }

    private static (PaymentReferenceBody? Asked, Problem? Problem) ReadReference(ReadOnlySpan<byte> json)
    {
        (PaymentReferenceBody? body, Problem? problem) = StrictBody.Read<PaymentReferenceBody>(json);
        return body switch
        {
            null => (null, problem),
            { Contract: not > 0 } => (null, Problem.BadRequest("/contract", "A reference is of a contract.")),
            { Invoices: { } some } when some.Count > MostInvoices
                || some.Any(one => one is not { Length: > 0 and <= 50 }) =>
                (null, Problem.BadRequest("/invoices", $"At most {MostInvoices} numbers of invoices.")),
            _ => (body, null),
        };
    }

    private static (PaymentOrder? Order, Problem? Problem) ReadPayment(ReadOnlySpan<byte> json)
    {
        (PaymentBody? body, Problem? problem) = StrictBody.Read<PaymentBody>(json);
        return body switch
        {
            null => (null, problem),
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
