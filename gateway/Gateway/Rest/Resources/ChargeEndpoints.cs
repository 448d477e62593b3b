using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Gateway.Access;
using Strangler.Gateway.Native;
using Strangler.Gateway.Payments;
using Strangler.Gateway.Rest.Problems;
using Strangler.Gateway.Writes;
using Strangler.Postgres.Payments.Charges;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Charges at providers, what was paid, and the account of a contract.</summary>
internal sealed class ChargeEndpoints(
    IServiceProvider services, DebtBooks books, JsonBody bodies, TimeProvider clock, IOptions<RestOptions> options,
    IOptions<PaymentsOptions> payments)
{
    private const int UsualPage = 50;
    private const int LongestPage = 100;

    private ChargeStore Store => services.GetRequiredService<ChargeStore>();

    public static void Map(IEndpointRouteBuilder app)
    {
        ChargeEndpoints endpoints = app.ServiceProvider.GetRequiredService<ChargeEndpoints>();
        app.MapPost("/api/v1/payments/charges", (RequestDelegate)endpoints.MakeAsync).RequireScope("payments.write");
        app.MapGet("/api/v1/payments/charges/{id}", (RequestDelegate)endpoints.ShowAsync)
            .RequireScope("payments.read");
        app.MapGet("/api/v1/contracts/{contract}/payments", (RequestDelegate)endpoints.HistoryAsync)
            .RequireScope("payments.read");
        app.MapGet("/api/v1/contracts/{contract}/clabe", (RequestDelegate)endpoints.AccountAsync)
            .RequireScope("payments.read");
    }

    private async Task MakeAsync(HttpContext context)
    {
        if (IdempotencyKey.Take(context, isRequired: true) is { } wrong)
        {
            await wrong.WriteAsync(context);
            return;
        }

        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (ChargeRequest? asked, problem) = body is null
                ? (null, problem) : ChargeRequest.Read(body.Bytes.Span, clock.GetUtcNow(), isLink: false);
            problem ??= Unknown(books, asked!);
            await (problem is null
                ? MakeAsync(context, asked!, SHA256.HashData(body!.Bytes.Span)) : problem.WriteAsync(context));
        }
    }

    private async Task MakeAsync(HttpContext context, ChargeRequest asked, byte[] content)
    {
        // Whoever gives up waiting gets this charge when he asks again.
        ChargeTurn turn = await Store.BeginAsync(
            new NewCharge(
                context.Features.Get<WriteKey>()!.Hash, content, Caller.Of(context).Name, asked.Lines,
                asked.Kind!.Value, asked.ExpiresAt, asked.LastDay),
            CancellationToken.None);
        ChargeAnswer? answer = turn switch
        {
            ChargeTurn.Mine mine => await services.GetRequiredService<ChargeDesk>().MakeAsync(
                mine.Charge, asked.Payer, CancellationToken.None),
            ChargeTurn.Known { Charge: { State: "failed" } failed } => new ChargeAnswer.Refused(failed.Reason ?? ""),
            ChargeTurn.Known known => new ChargeAnswer.Made(known.Charge),
            _ => null,
        };
        if (answer is ChargeAnswer.Made made)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            await JsonAnswer.WriteAsync(context, made.Charge, Write);
            return;
        }

        await ((answer, turn) switch
        {
            (ChargeAnswer.Refused refused, _) =>
                new Problem(ProblemTypes.Refused, "No provider makes this charge.") { Code = refused.Code },
            (ChargeAnswer.Away away, _) => new Problem(
                ProblemTypes.ProviderAway,
                $"No provider of this kind answers. Other kinds: {string.Join(", ", away.Others)}.")
            {
                Offers = away.Others,
                RetryAfter = 30,
            },
            (ChargeAnswer.Unknown, _) => new Problem(ProblemTypes.ProviderTimeout) { RetryAfter = 5 },
            (_, ChargeTurn.OtherContent) => new Problem(ProblemTypes.KeyReused),
            _ => new Problem(ProblemTypes.UnderWay) { RetryAfter = 1 },
        }).WriteAsync(context);
    }

    private async Task ShowAsync(HttpContext context)
    {
        KeptCharge? charge = Guid.TryParseExact($"{context.Request.RouteValues["id"]}", "D", out Guid id)
            ? await Store.FindAsync(id, context.RequestAborted) : null;
        await (charge is null
            ? new Problem(ProblemTypes.NotFound).WriteAsync(context) : JsonAnswer.WriteAsync(context, charge, Write));
    }

    private async Task HistoryAsync(HttpContext context)
    {
        QueryReader query = new(context, "limit", "cursor");
        ContractNumber contract = query.Contract();
        int limit = query.Number("limit", 1, LongestPage, UsualPage);
        PageCursor? page = new PageCursor('p', contract, null, null).Read(query.Text("cursor"));
        Problem? problem = query.Problem ?? (page is null ? new Problem(ProblemTypes.BadCursor)
            : books.Current.Find(contract) is null ? new Problem(ProblemTypes.NotFound) : null);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        IReadOnlyList<PastPayment> found = await services.GetRequiredService<PaymentHistory>()
            .ListAsync(contract, page!.Skip, limit + 1, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, found, (json, _) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (PastPayment payment in found.Take(limit))
            {
                json.WriteStartObject();
                json.WriteString("day", payment.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteNumber("amount", payment.Amount.Pesos);
                json.WriteString("channel", payment.Channel);
                json.WriteBoolean("reversed", payment.IsReversed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next", found.Count > limit ? page.Next(limit) : null);
            json.WriteEndObject();
        });
    }

    private Task AccountAsync(HttpContext context)
    {
        QueryReader query = new(context);
        ContractNumber contract = query.Contract();
        Clabe? account = payments.Value.AccountPrefix is { } prefix && books.Current.Find(contract) is not null
            ? new ClabePlan(prefix).Of(contract) : null;
        return query.Problem is { } problem ? problem.WriteAsync(context)
            : account is not { } clabe ? new Problem(ProblemTypes.NotFound).WriteAsync(context)
            : JsonAnswer.WriteAsync(context, clabe, (json, one) =>
            {
                json.WriteStartObject();
                json.WriteNumber("contract", contract.Value);
                json.WriteString("clabe", one.Digits);
                json.WriteEndObject();
            });
    }

    /// <returns>Null: there are all of its contracts.</returns>
    internal static Problem? Unknown(DebtBooks books, ChargeRequest asked) =>
        asked.Lines.All(line => books.Current.Find(line.Contract) is not null)
            ? null
            : books.IsLoaded ? new Problem(ProblemTypes.NotFound, "There is no such contract.")
            : new Problem(ProblemTypes.Busy, "What contracts owe is still being loaded.") { RetryAfter = 1 };

    private void Write(Utf8JsonWriter json, KeptCharge charge)
    {
        json.WriteStartObject();
        json.WriteString("id", charge.Id);
        json.WriteString("state", charge.IsPaid ? "paid" : charge.State != "made" ? charge.State
            : charge.ExpiresAt <= clock.GetUtcNow() ? "expired" : "pending");
        json.WriteString("kind", ChargeStore.NameOf(charge.Kind));
        json.WriteNumber("amount", charge.Reference.Amount.Pesos);
        json.WriteString("reference", charge.Reference.Text);
        json.WriteString("provider", charge.Provider);
        json.WriteString("charge", charge.Charge);
        json.WriteString("show", charge.Shown);
        json.WriteString("agreement", charge.Agreement);
        json.WriteString("expires", charge.ExpiresAt);
        if (charge is { Kind: ChargeKind.Store, Shown: { } digits })
        {
            json.WriteString("barCode", BarCodeSvg.Of(digits));
        }

        json.WriteEndObject();
    }
}
