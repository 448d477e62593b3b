using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;
using Strangler.Gateway.Access;
using Strangler.Gateway.Native;
using Strangler.Gateway.Payments;
using Strangler.Gateway.Rest.Problems;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Charges;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// POST /api/v1/payments/links, and the page behind a link: amount, reference and ways to pay, and nothing of the
/// customer.
/// </summary>
internal sealed class LinkEndpoints(
    IServiceProvider services, DebtBooks books, JsonBody bodies, TimeProvider clock, IOptions<RestOptions> options)
{
    private static readonly CultureInfo Mexico = CultureInfo.GetCultureInfo("es-MX");

    public static void Map(IEndpointRouteBuilder app)
    {
        LinkEndpoints endpoints = app.ServiceProvider.GetRequiredService<LinkEndpoints>();
        app.MapPost("/api/v1/payments/links", (RequestDelegate)endpoints.MakeAsync).RequireScope("payments.write");
        if (app.ServiceProvider.GetService<Database>() is not null)
        {
            app.MapGet("/pay/{token}", (RequestDelegate)endpoints.ShowAsync).Public(
                "whoever was given the link; its token is 256 random bits, and nothing behind it is of a person");
        }
    }

    private async Task MakeAsync(HttpContext context)
    {
        (RequestBody? body, Problem? problem) = await bodies.ReadAsync(context, options.Value.BodyLimit);
        using (body)
        {
            (ChargeRequest? asked, problem) = body is null
                ? (null, problem) : ChargeRequest.Read(body.Bytes.Span, clock.GetUtcNow(), isLink: true);
            problem ??= ChargeEndpoints.Unknown(books, asked!);
            if (problem is not null)
            {
                await problem.WriteAsync(context);
                return;
            }

            (string token, DocumentReference reference) = await services.GetRequiredService<PaymentLinks>().MakeAsync(
                asked!.Lines, asked.ExpiresAt, asked.LastDay, Caller.Of(context).Name, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
            await JsonAnswer.WriteAsync(context, reference, (json, one) =>
            {
                json.WriteStartObject();
                json.WriteString("path", $"/pay/{token}");
                json.WriteString("reference", one.Text);
                json.WriteNumber("amount", one.Amount.Pesos);
                json.WriteString("expires", asked.ExpiresAt);
                json.WriteEndObject();
            });
        }
    }

    private async Task ShowAsync(HttpContext context)
    {
        PaymentLinks links = services.GetRequiredService<PaymentLinks>();
        DocumentReference? reference = await links.FindAsync(
            $"{context.Request.RouteValues["token"]}", context.RequestAborted);
        (Money Amount, DateOnly Day)? paid =
            reference is null ? null : await links.PaidAsync(reference, context.RequestAborted);
        IReadOnlyList<string> kinds = services.GetRequiredService<ChargeDesk>().Kinds;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            await (reference is null ? new Problem(ProblemTypes.NotFound).WriteAsync(context)
                : JsonAnswer.WriteAsync(context, reference, (json, one) => Write(json, one, paid, kinds)));
            return;
        }

        context.Response.StatusCode = reference is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page(reference, paid, kinds), context.RequestAborted);
    }

    private static void Write(
        Utf8JsonWriter json, DocumentReference reference, (Money Amount, DateOnly Day)? paid,
        IReadOnlyList<string> kinds)
    {
        json.WriteStartObject();
        json.WriteString("reference", reference.Text);
        json.WriteNumber("amount", reference.Amount.Pesos);
        json.WriteString("lastDay", reference.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("state", IsPaid(reference, paid) ? "paid" : "open");
        json.WriteNumber("paid", (paid?.Amount ?? Money.Zero).Pesos);
        json.WriteStartArray("kinds");
        foreach (string kind in kinds)
        {
            json.WriteStringValue(kind);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsPaid(DocumentReference reference, (Money Amount, DateOnly Day)? paid) =>
        paid is { } came && came.Amount >= reference.Amount;

    private static string Page(
        DocumentReference? reference, (Money Amount, DateOnly Day)? paid, IReadOnlyList<string> kinds)
    {
        StringBuilder html = new(
            "<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width\"><title>Pago de agua</title><style>body{font:18px/1.5 system-ui;"
            + "max-width:30em;margin:2em auto;padding:0 1em}svg{width:100%;height:5em}</style>");
        if (reference is null)
        {
            return html.Append("<h1>Este enlace ya no es válido</h1><p>Solicite uno nuevo.").ToString();
        }

        if (paid is { } came)
        {
            html.Append(Mexico, $"<p>Pagado: <strong>${came.Amount.Pesos:N2} MXN</strong>, {came.Day:dd/MM/yyyy}.");
        }

        if (IsPaid(reference, paid))
        {
            return html.Append("<h1>Este pago ya fue recibido</h1><p>Gracias.").ToString();
        }

        html.Append(Mexico, $"<h1>Pago de agua</h1><p>Importe: <strong>${reference.Amount.Pesos:N2} MXN</strong>")
            .Append(Mexico, $"<p>Pague a más tardar el {reference.LastDay:dd/MM/yyyy}.")
            .Append(Mexico, $"<p>Referencia: <code>{WebUtility.HtmlEncode(reference.Text)}</code>")
            .Append(BarCodeSvg.Of(reference.Text)).Append("<h2>Formas de pago</h2><ul>");
        foreach (string kind in kinds)
        {
            html.Append("<li>").Append(kind switch
            {
                "store" => "Efectivo en tiendas",
                "transfer" => "Transferencia (SPEI)",
                "codi" => "CoDi",
                _ => "Tarjeta",
            });
        }

        return html.Append("</ul>").ToString();
    }
}
