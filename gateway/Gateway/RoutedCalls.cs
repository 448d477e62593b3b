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
                    Offer(exchange, prefix, StatusCodes.Status200OK, answered.Reply.Bytes, context, started);
                    await WriteAsync(context, answered.Reply.Bytes);
                }

                return null;
            case NativeAnswer.Refused refused:
                exchange.AnsweredBy(context, Side.Native);
                Offer(
                    exchange, prefix, StatusCodes.Status500InternalServerError, refused.Fault.ToBytes(), context,
                    started);
                return new Refusal(StatusCodes.Status500InternalServerError, refused.Outcome, refused.Fault);
            case NativeAnswer.Failed failed when operation.Kind == OperationKind.Query:
                nativeMetrics.FellBack(operation, failed);
                return await AskLegacyAsync(context, prefix, exchange, capture: null);
            default:
                return Refusal.Failed;
        }
    }

    private async ValueTask<Refusal?> AskLegacyShadowedAsync(
        HttpContext context, RequestPrefix prefix, Exchange exchange)
    {
        long started = Stopwatch.GetTimestamp();
        string? whyNot = shadow.WhyNot();
        AnswerCapture? capture = whyNot is null ? AnswerCapture.Start(context) : null;
        string? contentType = context.Request.ContentType;
        Refusal? refusal = await AskLegacyAsync(context, prefix, exchange, capture);
        if (refusal is not null)
        {
            return refusal;
        }

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        if (capture?.Answer is { } answer)
        {
            shadow.Offer(new ShadowedCall(
                exchange.Operation!, exchange.Plan, Side.Legacy, prefix.Bytes.ToArray(), contentType, answer, took,
                clock.GetUtcNow()));
        }
        else
        {
            shadow.Skip(exchange.Operation!, exchange.Plan, Side.Legacy, whyNot ?? "answer-too-long", took);
        }

        return null;
    }

    private async ValueTask<Refusal?> AskLegacyAsync(
        HttpContext context, RequestPrefix prefix, Exchange exchange, AnswerCapture? capture)
    {
        exchange.AnsweredBy(context, Side.Legacy);
        context.Request.Body = prefix.Replay();
        return await legacy.AskAsync(context, exchange.Operation!, capture);
    }

    private void Offer(
        Exchange exchange, RequestPrefix prefix, int status, ReadOnlyMemory<byte> body, HttpContext context,
        long started)
    {
        if (exchange.Plan.Mode != RouteMode.NativeShadow)
        {
            return;
        }

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        if (shadow.WhyNot() is { } reason)
        {
            shadow.Skip(exchange.Operation!, exchange.Plan, Side.Native, reason, took);
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
