using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Extract;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>POST /api/v1/quotes: what a month would cost, line by line, and why. Nothing is kept.</summary>
internal sealed class QuoteEndpoints(
    PriceBooks prices, JsonBody bodies, TimeProvider clock, IOptions<RestOptions> options)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        QuoteEndpoints endpoints = app.ServiceProvider.GetRequiredService<QuoteEndpoints>();
        app.MapPost("/api/v1/quotes", (RequestDelegate)endpoints.QuoteAsync).RequireScope("tariffs.read");
    }

    private async Task QuoteAsync(HttpContext context)
    {
        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (QuoteRequest? asked, problem) = body is null
                ? (null, problem)
                : QuoteRequest.Read(body.Bytes.Span, UtilityTime.Today(clock));
            await (asked is null ? problem!.WriteAsync(context) : QuoteAsync(context, asked));
        }
    }

    private async Task QuoteAsync(HttpContext context, QuoteRequest asked)
    {
        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        if (await prices.FindAsync(asked.Plan, asked.Facts.PeriodEnd, limit.Token) is not { } found)
        {
            const string message = "No version of this plan is in force in that month.";
            await new Problem(ProblemTypes.NotRateable, message)
            {
                Errors = [new ProblemError("/plan", message)],
            }.WriteAsync(context);
            return;
        }

        RatedBill bill = new();
        RatingEngine.Rate(found.Plan, asked.Facts, bill);
        await (bill.Problem is { } reason
            ? new Problem(ProblemTypes.NotRateable, reason.Detail) { Code = $"{reason.Code}" }.WriteAsync(context)
            : JsonAnswer.WriteAsync(context, (found.Plan.Plan, found.IsPublished, asked.Facts, bill), Write));
    }

    private static void Write(
        Utf8JsonWriter json, (TariffPlan Plan, bool IsPublished, RatingFacts Facts, RatedBill Bill) quote)
    {
        (TariffPlan plan, bool isPublished, RatingFacts facts, RatedBill bill) = quote;
        json.WriteStartObject();
        json.WriteString("plan", plan.Code);
        json.WriteString("version", plan.Version);
        json.WriteString("planName", plan.Name);
        json.WriteBoolean("published", isPublished);
        json.WriteString("currency", plan.Currency);
        json.WriteString("from", $"{facts.PeriodStart:yyyy-MM-dd}");
        json.WriteString("until", $"{facts.PeriodEnd:yyyy-MM-dd}");
        json.WriteNumber("cubicMetres", facts.Quantity);
        json.WriteNumber("units", facts.Units);
        json.WriteStartArray("lines");
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            WriteLine(json, in line);
        }

        json.WriteEndArray();
        Amount(json, "tax", bill.Tax);
        Amount(json, "total", bill.Total);
        json.WriteNumber("carried", bill.Carried);
        json.WriteString("explanation", BillExplanation.Of(facts, bill));
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, in RatedLine line)
    {
        json.WriteStartObject();
        json.WriteNumber("chargeType", line.Concept);
        json.WriteNumber("part", line.Part);
        json.WriteString("name", line.Rule?.Name ?? line.Modifier?.Name ?? "Rounding");
        json.WriteString("step", $"{BillExplanation.StepOf(in line)}".ToLowerInvariant());
        json.WriteNumber("quantity", line.Quantity);
        json.WriteNumber("fixedPrice", line.FixedPrice);
        json.WriteNumber("unitPrice", line.UnitPrice);
        json.WriteNumber("factor", line.Factor);
        Amount(json, "amount", line.Amount);
        json.WriteNumber("taxRate", line.TaxRate);
        Amount(json, "tax", line.Tax);
        json.WriteBoolean("informational", line.Informational);
        json.WriteString("explanation", BillExplanation.Of(in line));
        json.WriteEndObject();
    }

    private static void Amount(Utf8JsonWriter json, string name, Money amount) =>
        json.WriteNumber(name, amount.Centavos / 100.00m);
}
