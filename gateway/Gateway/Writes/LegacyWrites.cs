using System.Diagnostics;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Core.Identity;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>Writes that legacy owns: asked once, and what it made of them is kept, or that it is not known.</summary>
internal sealed class LegacyWrites(
    LegacyBackend legacy, LegacyReader reader, WriteDesk desk, ShadowQueue shadow, IOptions<WriteOptions> options,
    TimeProvider clock)
{
    /// <summary>After these nothing has reached legacy.</summary>
    private static readonly Refusal[] NeverSent =
        [Refusal.LegacyUnreachable, Refusal.CircuitOpen, Refusal.TooBusy];

    public async ValueTask<Refusal?> AskAsync(
        HttpContext context, PlannedRequest planned, WriteIdentity identity, WriteTurn.Mine mine, RequestPrefix prefix,
        Exchange exchange)
    {
        Operation operation = exchange.Operation!;
        if (exchange.Plan.Mode is not (RouteMode.Legacy or RouteMode.Shadow))
        {
            exchange.Plan = exchange.Plan with { Mode = RouteMode.Legacy };
        }

        Money? before = null;
        if (options.Value.ReadBefore && LegacyMoney.IsTakenBy(operation) && identity.Contract is { } whose)
        {
            if (!await desk.TakeTurnToPayAsync(operation, mine))
            {
                await desk.ReleaseAsync(operation, mine, Refusal.WriteUnderWay.Outcome);
                return Refusal.WriteUnderWay;
            }

            before = await reader.NetAsync(whose, CancellationToken.None);
        }

        if (!await desk.DispatchAsync(operation, mine, before))
        {
            return Refusal.NotRecorded;
        }

        // Whoever gives up waiting: it is done to its end, so that his next try gets the answer of this one.
        context.RequestAborted = CancellationToken.None;
        context.Request.Headers.AcceptEncoding = default;
        exchange.AnsweredBy(context, Side.Legacy);
        context.Request.Body = prefix.Replay();
        AnswerCapture capture = AnswerCapture.Start(context);
        long started = Stopwatch.GetTimestamp();
        Refusal? refusal;
        try
        {
            refusal = await legacy.AskAsync(context, operation, capture);
        }
        catch
        {
            await desk.LoseAsync(operation, mine, "failed");
            throw;
        }

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Money? paid = await PaidAsync(exchange, identity, refusal, before);
        await EndAsync(operation, identity, mine, refusal, capture);
        Compare(context, prefix, exchange, refusal, capture, took, paid);
        return refusal;
    }

    /// <summary>For comparison only, and before the next payment of the contract may be sent.</summary>
    private async ValueTask<Money?> PaidAsync(
        Exchange exchange, WriteIdentity identity, Refusal? refusal, Money? before) =>
        exchange.Plan.Mode == RouteMode.Shadow && refusal is null && before is { } owed
        && await reader.NetAsync(identity.Contract!.Value, CancellationToken.None) is { } left
            ? owed - left
            : null;

    private Task EndAsync(
        Operation operation, WriteIdentity identity, WriteTurn.Mine mine, Refusal? refusal, AnswerCapture capture)
    {
        if (refusal is not null)
        {
            return NeverSent.Contains(refusal)
                ? desk.ReleaseAsync(operation, mine, refusal.Outcome)
                : desk.LoseAsync(operation, mine, refusal.Outcome);
        }

        if (capture.Answer is not { } answer)
        {
            return desk.AnswerAsync(
                operation, mine, new KeptAnswer(StatusCodes.Status200OK, SoapEnvelope.ContentType, null), done: true,
                identity.Window);
        }

        PlainBody body = PlainBody.Of(answer.Body.ToArray(), capture.Encoding, WriteStore.AnswerLimit);
        KeptAnswer kept = new(
            (short)answer.Status, answer.ContentType ?? SoapEnvelope.ContentType,
            body.WhyNot is null ? body.Bytes.ToArray() : null);
        return WriteReplies.Read(answer.Status, kept.Body) switch
        {
            WriteReply.Done => desk.AnswerAsync(operation, mine, kept, done: true, identity.Window),
            WriteReply.Declined => desk.AnswerAsync(operation, mine, kept, done: false, options.Value.RefusalMemory),
            WriteReply.NotAdmitted => desk.ReleaseAsync(operation, mine, "not-admitted"),
            WriteReply.Fault => desk.AnswerAsync(operation, mine, kept, done: false, options.Value.RefusalMemory),
            _ => desk.LoseAsync(operation, mine, $"status-{answer.Status}"),
        };
    }

    /// <summary>Offers it to the shadow, where a route says so.</summary>
    private void Compare(
        HttpContext context, RequestPrefix prefix, Exchange exchange, Refusal? refusal, AnswerCapture capture,
        TimeSpan took, Money? paid)
    {
        if (exchange.Plan.Mode != RouteMode.Shadow)
        {
            return;
        }

        string? whyNot = refusal?.Outcome ?? shadow.WhyNot(exchange.Operation!, Side.Native)
            ?? (capture.Answer is null ? PlainBody.TooLong : null);
        if (whyNot is not null)
        {
            shadow.Skip(exchange.Operation!, exchange.Plan, Side.Legacy, whyNot, took);
            return;
        }

        shadow.Offer(new ShadowedCall(
            exchange.Operation!, exchange.Plan, Side.Legacy, prefix.Bytes.ToArray(), context.Request.ContentType,
            capture.Answer!, took, clock.GetUtcNow())
        {
            AnswerEncoding = capture.Encoding,
            Paid = paid,
        });
    }
}
