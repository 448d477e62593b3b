using System.Diagnostics;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;

namespace Strangler.Gateway;

/// <summary>The way of a request whose operation has left legacy for some billing group, or is about to.</summary>
internal sealed class RoutedCalls(
    SoapIntake intake, RequestPlanner planner, LegacyBackend legacy, NativeBackend native, NativeMetrics nativeMetrics,
    ShadowQueue shadow, TimeProvider clock)
{
    /// <summary>Plan, ask the primary, offer to the shadow.</summary>
    public async ValueTask<Refusal?> AskAsync(
        HttpContext context, ServiceContract service, RouteTable table, RequestPrefix prefix, Exchange exchange)
    {
        Operation operation = exchange.Operation!;
        if (await intake.CompleteAsync(context, prefix) is { } refusal)
        {
            return refusal;
        }

        PlannedRequest planned = await planner.PlanAsync(
            table, service, operation, prefix, context.Request.ContentType, context.RequestAborted);
        exchange.Plan = planned.Plan;
        if (planned is { Book.Version: 0, Plan.Mode: RouteMode.Legacy } && table.MayBeNative(operation))
        {
            // Whose group it is could not be told, so it was planned for legacy: what native would have had is counted.
            nativeMetrics.FellBack(operation, NativeFailure.NoBook);
        }

        return planned.Plan.Mode switch
        {
            RouteMode.Native or RouteMode.NativeShadow => await AskNativeAsync(context, planned, prefix, exchange),
            RouteMode.Shadow => await AskLegacyShadowedAsync(context, prefix, exchange),
            _ => await AskLegacyAsync(context, prefix, exchange, capture: null),
        };
    }

    /// <summary>A query that native cannot answer goes to legacy, once; a command never does.</summary>
    private async ValueTask<Refusal?> AskNativeAsync(
        HttpContext context, PlannedRequest planned, RequestPrefix prefix, Exchange exchange)
    {
        long started = Stopwatch.GetTimestamp();
        Operation operation = exchange.Operation!;
        NativeAnswer answer =
            await native.AskAsync(operation, planned.Request!, planned.Book, context.RequestAborted);
        switch (answer)
        {
            case NativeAnswer.Answered answered:
                exchange.AnsweredBy(context, Side.Native);
                using (answered.Reply)
                {
                    TimeSpan took = Stopwatch.GetElapsedTime(started);
                    await WriteAsync(context, answered.Reply.Bytes);
                    if (MayOffer(exchange, took))
                    {
                        Offer(exchange, prefix, StatusCodes.Status200OK, answered.Reply.Bytes, context, took);
                    }
                }

                return null;
            case NativeAnswer.Refused refused:
                exchange.AnsweredBy(context, Side.Native);
                TimeSpan tookToRefuse = Stopwatch.GetElapsedTime(started);
                if (MayOffer(exchange, tookToRefuse))
                {
                    Offer(
                        exchange, prefix, StatusCodes.Status500InternalServerError, refused.Fault.ToBytes(), context,
                        tookToRefuse);
                }

                return new Refusal(StatusCodes.Status500InternalServerError, refused.Outcome, refused.Fault);
            case NativeAnswer.Failed failed when operation.Kind == OperationKind.Query:
                nativeMetrics.FellBack(operation, failed.Reason);
                return await AskLegacyAsync(context, prefix, exchange, capture: null);
            default:
                return Refusal.Failed;
        }
    }

    private async ValueTask<Refusal?> AskLegacyShadowedAsync(
        HttpContext context, RequestPrefix prefix, Exchange exchange)
    {
        long started = Stopwatch.GetTimestamp();
        string? whyNot = shadow.WhyNot(exchange.Operation!, Side.Native);
        AnswerCapture? capture = whyNot is null ? AnswerCapture.Start(context) : null;
        string? contentType = context.Request.ContentType;
        Refusal? refusal = await AskLegacyAsync(context, prefix, exchange, capture);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        if (refusal is null && capture?.Answer is { } answer)
        {
            shadow.Offer(new ShadowedCall(
                exchange.Operation!, exchange.Plan, Side.Legacy, prefix.Bytes.ToArray(), contentType, answer, took,
                clock.GetUtcNow())
            {
                AnswerEncoding = capture.Encoding,
            });
        }
        else
        {
            // No answer to compare with, for the reason that the caller was given; or only the head of one was kept.
            shadow.Skip(
                exchange.Operation!, exchange.Plan, Side.Legacy, refusal?.Outcome ?? whyNot ?? PlainBody.TooLong, took);
        }

        return refusal;
    }

    private async ValueTask<Refusal?> AskLegacyAsync(
        HttpContext context, RequestPrefix prefix, Exchange exchange, AnswerCapture? capture)
    {
        exchange.AnsweredBy(context, Side.Legacy);
        context.Request.Body = prefix.Replay();
        return await legacy.AskAsync(context, exchange.Operation!, capture);
    }

    /// <summary>Whether native's answer is to be compared; where it should be and cannot, that is counted.</summary>
    private bool MayOffer(Exchange exchange, TimeSpan took)
    {
        if (exchange.Plan.Mode != RouteMode.NativeShadow)
        {
            return false;
        }

        string? whyNot = shadow.WhyNot(exchange.Operation!, Side.Legacy);
        if (whyNot is not null)
        {
            shadow.Skip(exchange.Operation!, exchange.Plan, Side.Native, whyNot, took);
        }

        return whyNot is null;
    }

    private void Offer(
        Exchange exchange, RequestPrefix prefix, int status, ReadOnlyMemory<byte> body, HttpContext context,
        TimeSpan took)
    {
        if (body.Length > shadow.AnswerLimit)
        {
            shadow.Skip(exchange.Operation!, exchange.Plan, Side.Native, PlainBody.TooLong, took);
            return;
        }

        shadow.Offer(new ShadowedCall(
            exchange.Operation!, exchange.Plan, Side.Native, prefix.Bytes.ToArray(), context.Request.ContentType,
            new Observed(status, SoapEnvelope.ContentType, body.ToArray()), took, clock.GetUtcNow()));
    }

    private static ValueTask WriteAsync(HttpContext context, ReadOnlyMemory<byte> reply)
    {
        context.Response.ContentType = SoapEnvelope.ContentType;
        context.Response.ContentLength = reply.Length;
        return context.Response.Body.WriteAsync(reply, context.RequestAborted);
    }
}
