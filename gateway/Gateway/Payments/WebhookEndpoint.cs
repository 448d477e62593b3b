using System.Buffers;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments;
using Strangler.Postgres.Payments.Debits;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Gateway.Payments;

/// <summary>
/// <c>POST /webhooks/{provider}</c>: authentic or nothing; kept before it is answered; applied afterwards.
/// </summary>
internal sealed partial class WebhookEndpoint(
    PaymentProviders providers, FactStore store, FactApplier applier, DebitReturnDesk debits, FactWorker worker,
    Strangers strangers, PaymentMetrics metrics, IOptions<PaymentsOptions> options, TimeProvider clock,
    ILogger<WebhookEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        string name = context.Request.RouteValues["provider"] as string ?? "";
        if (!providers.Readers.TryGetValue(name, out IWebhookReader? reader))
        {
            await ReplyAsync(context, new WebhookReply(404, ""));
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.AnswerLimit);
        try
        {
            WebhookReply reply = await ReadAsync(context, limit.Token) is { } body
                ? await AnswerAsync(context, reader, body, limit.Token)
                : new WebhookReply(413, "");
            await ReplyAsync(context, reply);
        }
        catch (Exception error) when (error is DbException or TimeoutException or OperationCanceledException)
        {
            metrics.Webhook(name, "not-kept");
            Log.NotKept(logger, name, error.Message);
            // Providers send again what was not taken.
            await ReplyAsync(context, new WebhookReply(503, ""));
        }
    }

    private async Task<WebhookReply> AnswerAsync(
        HttpContext context, IWebhookReader reader, byte[] body, CancellationToken cancellation)
    {
        WebhookOutcome outcome = reader.Read(
            new WebhookMessage(
                body, name => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null,
                context.Connection.RemoteIpAddress),
            clock.GetUtcNow());
        metrics.Webhook(reader.Provider, NameOf(outcome));
        switch (outcome)
        {
            case WebhookOutcome.Received received:
                return await KeepAsync(received, cancellation);
            case WebhookOutcome.Unauthentic unauthentic:
                await strangers.NoteAsync(
                    reader.Provider, unauthentic.Reason, context.Connection.RemoteIpAddress?.ToString() ?? "",
                    cancellation);
                break;
            case WebhookOutcome.Unreadable unreadable:
                await store.QuarantineAsync(reader.Provider, body, unreadable.Reason, cancellation);
                Log.Quarantined(logger, reader.Provider, unreadable.Reason);
                break;
            case WebhookOutcome.DebitReturned returned:
                await TakeReturnAsync(returned, body, cancellation);
                break;
            case WebhookOutcome.Verification verification:
                Log.Verification(logger, reader.Provider, verification.Code);
                break;
        }

        return outcome.Reply;
    }

    private async Task TakeReturnAsync(
        WebhookOutcome.DebitReturned returned, byte[] body, CancellationToken cancellation)
    {
        if (await debits.TakeAsync(returned, cancellation) is { } fact)
        {
            worker.Offer(fact);
            return;
        }

        await store.QuarantineAsync(
            returned.Provider, body, $"debit returned, of no debit of ours: {returned.Code}", cancellation);
        Log.Quarantined(logger, returned.Provider, "reference");
    }

    private async Task<WebhookReply> KeepAsync(WebhookOutcome.Received received, CancellationToken cancellation)
    {
        // Money that can still be given back is not taken for a contract that there is not.
        if (received.Replies.CanReturn && !await applier.AreKnownAsync(received.Facts, cancellation))
        {
            return received.Replies.UnknownAccount;
        }

        foreach (PaymentFact fact in received.Facts)
        {
            StoredFact stored = await store.StoreAsync(fact, FactSource.Webhook, cancellation);
            if (stored.IsNew)
            {
                worker.Offer(fact);
            }
            else if (stored.Differs)
            {
                Log.Differs(logger, fact.Provider);
            }
        }

        return received.Replies.Taken;
    }

    /// <summary>Null: longer than any webhook is.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.ContentLength > WebhookMessage.MostBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > WebhookMessage.MostBytes)
            {
                // What is left open, the server cannot drain: the caller would lose the answer with its connection.
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task ReplyAsync(HttpContext context, WebhookReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Json.Length > 0)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(reply.Json, context.RequestAborted);
        }
    }

    private static string NameOf(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Received => "received",
        WebhookOutcome.DebitReturned => "debit-returned",
        WebhookOutcome.Ping => "ping",
        WebhookOutcome.Verification => "verification",
        WebhookOutcome.Ignored => "ignored",
        WebhookOutcome.Returned => "returned",
        WebhookOutcome.Unauthentic => "unauthentic",
        _ => "unreadable",
    };

    private static partial class Log
    {
        [LoggerMessage(3600, LogLevel.Warning, "A webhook of {Provider} was not kept, so not taken: {Why}")]
        public static partial void NotKept(ILogger logger, string provider, string why);

        [LoggerMessage(3601, LogLevel.Warning, "A webhook of {Provider} is in quarantine: {Reason}")]
        public static partial void Quarantined(ILogger logger, string provider, string reason);

        [LoggerMessage(3602, LogLevel.Warning, "{Provider} told something else under a name told before: listed")]
        public static partial void Differs(ILogger logger, string provider);

        [LoggerMessage(3603, LogLevel.Information, "Enter this code in the panel of {Provider}: {Code}")]
        public static partial void Verification(ILogger logger, string provider, string code);
    }
}
