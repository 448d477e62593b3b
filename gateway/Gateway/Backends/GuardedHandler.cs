using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Backends;

/// <summary>
/// Sends a request under its operation's pipeline, and holds its answer until the first part has arrived whole.
/// </summary>
internal sealed class GuardedHandler(OperationPipelines pipelines, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<Operation> OperationKey = new("operation");

    private static readonly HttpRequestOptionsKey<Task> ArrivalKey = new("arrival");

    /// <summary>Says which operation a request is; one without is a probe, and goes unguarded.</summary>
    /// <param name="arrival">Done once its body has been read to the end; null where it is all there.</param>
    public static void Mark(HttpRequestMessage request, Operation operation, Task? arrival)
    {
        request.Options.Set(OperationKey, operation);
        if (arrival is not null)
        {
            request.Options.Set(ArrivalKey, arrival);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(OperationKey, out Operation? operation))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        OperationGuard guard = pipelines.For(operation);
        return request.Options.TryGetValue(ArrivalKey, out Task? arrival)
            ? await guard.Breaker.ExecuteAsync(
                cancellation => SendArrivingAsync(request, arrival, guard, cancellation), cancellationToken)
            : await guard.Both.ExecuteAsync(
                static async (call, cancellation) => await call.Handler.SendAndHoldAsync(call.Request, cancellation),
                (Handler: this, Request: request), cancellationToken);
    }

    /// <summary>
    /// AquaCIS cannot answer what has not arrived, so its time begins when the caller has sent everything. Until
    /// then the server watches over a slow caller, and the stall time-out over AquaCIS not taking the bytes.
    /// </summary>
    private async ValueTask<HttpResponseMessage> SendArrivingAsync(
        HttpRequestMessage request, Task arrival, OperationGuard guard, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<HttpResponseMessage> answering = SendAndHoldAsync(request, patience.Token).AsTask();
        await Task.WhenAny(arrival, answering);
        return await guard.Timeout.ExecuteAsync(
            async passed =>
            {
                await using CancellationTokenRegistration giveUp = passed.Register(patience.Cancel);
                return await answering;
            },
            cancellation);
    }

    private async ValueTask<HttpResponseMessage> SendAndHoldAsync(
        HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Content = request.Content is null ? null : new JoinedContent(request.Content);
        HttpResponseMessage response = await base.SendAsync(request, cancellation);
        try
        {
            response.Content = await HeldContent.HoldAsync(response.Content, cancellation);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
