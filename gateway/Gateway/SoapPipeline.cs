using System.Diagnostics;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Access;
using Strangler.Gateway.Access.Limits;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Classification;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Observability;
using Strangler.Gateway.Publishing;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Gateway.Writes;

namespace Strangler.Gateway;

/// <summary>The way of one SOAP request; docs/architecture.md walks along it.</summary>
internal sealed partial class SoapPipeline(
    SoapIntake intake, RequestPlanner planner, LegacyBackend legacy, RoutedCalls routed,
    RecordedWrites writes, ConsumerLimits limits, WsdlPublisher wsdl, GatewayMetrics metrics,
    ILogger<SoapPipeline> logger)
{
    /// <summary>Answers what stands under /Comercial/services/.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        long started = Stopwatch.GetTimestamp();
        metrics.Begin();
        ServiceContract? service = ContractCatalog.AquaCis.FindServiceByPath(context.Request.Path.Value);
        Exchange exchange = new(service);
        try
        {
            exchange.Refusal = service is null ? Refusal.UnknownService
                : TooMany(context) is { } seconds ? Refusal.TooManyRequests(seconds)
                : await AnswerAsync(context, service, exchange);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Refusal = Refusal.CallerGone;
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, exchange.Name);
            exchange.Refusal = Refusal.Failed;
        }

        try
        {
            await RefuseAsync(context, exchange);
        }
        finally
        {
            metrics.Record(exchange, context.Response.StatusCode, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>Whoever came as a known caller of /api has been counted there.</summary>
    private int? TooMany(HttpContext context) => context.Features.Get<Recognition>() is Recognition.Known
        ? null
        : limits.RefusedFor(context.Connection.RemoteIpAddress);

    private async ValueTask RefuseAsync(HttpContext context, Exchange exchange)
    {
        if (exchange.Refusal is not { } refusal)
        {
            return;
        }

        Log.Refused(logger, exchange.Name, refusal.Outcome);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await FaultAnswer.WriteAsync(context, refusal);
        }
    }

    private ValueTask<Refusal?> AnswerAsync(HttpContext context, ServiceContract service, Exchange exchange)
    {
        string method = context.Request.Method;
        return HttpMethods.IsPost(method) ? AskAsync(context, service, exchange)
            : HttpMethods.IsOptions(method) ? legacy.PassAsync(context)
            : (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) && WsdlPublisher.IsAsked(context.Request)
                ? wsdl.WriteAsync(context, service)
            : new(Refusal.WrongMethod);
    }

    /// <summary>The spine: classify, plan, ask.</summary>
    private async ValueTask<Refusal?> AskAsync(HttpContext context, ServiceContract service, Exchange exchange)
    {
        RequestPrefix prefix = intake.Open(context.Request);
        Classified classified = await intake.ClassifyAsync(context, service, prefix);
        if (classified is not Classified.Known { Operation: var operation })
        {
            prefix.Dispose();
            return ((Classified.Refused)classified).Refusal;
        }

        exchange.Operation = operation;
        Activity.Current?.SetTag("strangler.operation", operation.Name).SetTag("strangler.service", operation.Service);
        RouteTable routes = planner.Routes;
        Refusal? refusal = operation.Kind == OperationKind.Command && writes.Records
            ? await writes.AskAsync(context, service, routes, prefix, exchange)
            : routes.FixedMode(operation) == RouteMode.Legacy
            ? await PassThroughAsync(context, operation, prefix, routes, exchange)
            : await routed.AskAsync(context, service, routes, prefix, exchange);
        if (refusal is null)
        {
            // Only now: after a failure some of it may still be on its way out, and is left to the collector.
            prefix.Dispose();
        }

        return refusal;
    }

    /// <summary>Nothing of the request needs to be known but its operation.</summary>
    private ValueTask<Refusal?> PassThroughAsync(
        HttpContext context, Operation operation, RequestPrefix prefix, RouteTable routes, Exchange exchange)
    {
        exchange.Plan = new RoutePlan(RouteMode.Legacy, routes.Version, Group: null);
        exchange.AnsweredBy(context, Side.Legacy);
        context.Request.Body = prefix.Replay();
        return legacy.AskAsync(context, operation);
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Operation} was refused: {Outcome}")]
        public static partial void Refused(ILogger logger, string operation, string outcome);

        [LoggerMessage(1002, LogLevel.Error, "{Operation} failed")]
        public static partial void Failed(ILogger logger, Exception error, string operation);
    }
}
