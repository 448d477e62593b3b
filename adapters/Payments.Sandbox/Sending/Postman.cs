using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Strangler.Payments.Sandbox.Sending;

/// <summary>Posts webhooks until they are answered well: each in its turn, a hundred times at most.</summary>
internal sealed class Postman : IAsyncDisposable
{
    private const int QueueLimit = 100_000;
    private const int Workers = 4;
    private const int MostAttempts = 100;

    private readonly Channel<Delivery> _queue = Channel.CreateBounded<Delivery>(QueueLimit);
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly SandboxOptions _options;
    private readonly Func<SandboxMood> _mood;
    private readonly Task[] _workers;
    private long _delivered;
    private long _refused;

    public Postman(SandboxOptions options, Func<SandboxMood> mood)
    {
        (_options, _mood) = (options, mood);
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Answered well.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Answered otherwise, or not at all; most come again.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public ValueTask SendAsync(Delivery delivery, CancellationToken cancellation) => _options.Webhooks is null
        ? ValueTask.CompletedTask : _queue.Writer.WriteAsync(delivery, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (Delivery delivery in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                SandboxMood mood = _mood();
                await Task.Delay(mood.LateMs, _stop.Token);
                for (int copy = 0; copy < mood.Copies; copy++)
                {
                    await DeliverAsync(delivery);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox ends.
        }
    }

    private async Task DeliverAsync(Delivery delivery)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await PostAsync(delivery))
            {
                Interlocked.Increment(ref _delivered);
                return;
            }

            Interlocked.Increment(ref _refused);
            await Task.Delay(_options.Redelivery, _options.Clock, _stop.Token);
        }
    }

    private async Task<bool> PostAsync(Delivery delivery)
    {
        using HttpRequestMessage request = new(
            HttpMethod.Post, $"{_options.Webhooks!.AbsoluteUri.TrimEnd('/')}/{delivery.Provider}");
        request.Content = new ByteArrayContent(delivery.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (delivery.Header is not null)
        {
            request.Headers.TryAddWithoutValidation(delivery.Header, delivery.Value);
        }

        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, _stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
