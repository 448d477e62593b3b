using System.Globalization;
using System.Net;
using System.Text;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>A fast wrong answer must not be measured; nor the right one by the wrong way.</summary>
internal sealed class ContenderProbe : IDisposable
{
    /// <summary>400,000 contracts are loaded by then, and routes taken up.</summary>
    private static readonly TimeSpan LoadLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task CheckAsync(Contender contender, CancellationToken cancellation)
    {
        if (!Contender.Routed.Contains(contender.Name))
        {
            (HttpStatusCode status, byte[] answer, _) = await AskAsync(contender, BenchTraffic.Request, cancellation);
            if (status != HttpStatusCode.OK || !answer.AsSpan().SequenceEqual(BenchTraffic.Answer))
            {
                throw new CommandFailedException(
                    $"{contender.Name} answers {(int)status} and not what the backend said.");
            }

            return;
        }

        DateTimeOffset limit = TimeProvider.System.GetUtcNow() + LoadLimit;
        while (await WrongWayAsync(contender, cancellation) is { } wrong)
        {
            if (TimeProvider.System.GetUtcNow() > limit)
            {
                throw new CommandFailedException($"{contender.Name} does not answer as routed: {wrong}");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>How a contract's debt was answered, if not by the contender's mode; null when well.</summary>
    private async Task<string?> WrongWayAsync(Contender contender, CancellationToken cancellation)
    {
        string mode = contender.Name == Contender.NativeShadowHung ? "native-shadow" : contender.Name;
        string request = BenchTraffic.RequestFor(BenchDatabase.ContractsOf(mode)[0]);
        string expected = $"by={(mode == "shadow" ? "legacy" : "native")}; mode={mode};";
        try
        {
            (HttpStatusCode status, _, string? way) = await AskAsync(contender, request, cancellation);
            return status == HttpStatusCode.OK && way?.StartsWith(expected, StringComparison.Ordinal) == true
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{(int)status} {way}, expected {expected}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "no answer";
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Answer, string? Way)> AskAsync(
        Contender contender, string body, CancellationToken cancellation)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, contender.Address);
        message.Content = new StringContent(body, Encoding.UTF8, "text/xml");
        message.Headers.Add("X-Strangler-Explain", "1");
        using HttpResponseMessage response = await _http.SendAsync(message, cancellation);
        return (
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation),
            response.Headers.TryGetValues("X-Strangler-Answer", out IEnumerable<string>? ways) ? ways.First() : null);
    }
}
