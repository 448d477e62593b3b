using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Backends;

/// <summary>
/// Sends a request under its operation's pipeline, and holds its answer until the first part has arrived whole.
/// </summary>
internal sealed class GuardedHandler(OperationPipelines pipelines, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<Operation> OperationKey = new("operation");

    /// <summary>Says which operation a request is; one without is a probe, and goes unguarded.</summary>
    public static void Mark(HttpRequestMessage request, Operation operation) =>
        request.Options.Set(OperationKey, operation);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(OperationKey, out Operation? operation))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        return await pipelines.For(operation).ExecuteAsync(
            static async (call, cancellation) => await call.Handler.SendAndHoldAsync(call.Request, cancellation),
            (Handler: this, Request: request), cancellationToken);
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
