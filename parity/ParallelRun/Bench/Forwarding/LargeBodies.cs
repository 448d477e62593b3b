using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Sends 5 MB requests with 5 MB answers through the gateway and watches what it holds in memory.</summary>
internal sealed class LargeBodies(Contender gateway) : IDisposable
{
    private const int BodyBytes = 5 * 1024 * 1024;
    private const int Senders = 4;
    private const int FirstCalls = 24;
    private const int RestCalls = 9 * FirstCalls;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = CallLimit };

    public async Task<LargeBodyFigures> MeasureAsync(Action<double> progress, CancellationToken cancellation)
    {
        long smallCalls = ResidentMemory.Peak(gateway.Process.Id);
        Stopwatch took = Stopwatch.StartNew();
        long first = await PeakOfAsync(FirstCalls, progress, cancellation);
        long rest = await PeakOfAsync(RestCalls, progress, cancellation);
        return new LargeBodyFigures(smallCalls, first, rest, (FirstCalls + RestCalls) * (long)BodyBytes, took.Elapsed);
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> PeakOfAsync(int calls, Action<double> progress, CancellationToken cancellation)
    {
        ResidentMemory.ForgetPeak(gateway.Process.Id);
        ParallelOptions limit = new() { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation };
        await Parallel.ForAsync(0, calls, limit, async (_, token) =>
        {
            await CallAsync(token);
            progress(1.0 / (FirstCalls + RestCalls));
        });
        return ResidentMemory.Peak(gateway.Process.Id);
    }

    private async Task CallAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, gateway.Address);
        request.Content = new LargeEnvelope(BodyBytes);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(BenchTraffic.ContentType);
        request.Headers.Add(BenchTraffic.AnswerBytesHeader, BodyBytes.ToString(CultureInfo.InvariantCulture));
        using HttpResponseMessage response = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        long received = await CountAsync(body, cancellation);
        if (response.StatusCode != HttpStatusCode.OK || received != BodyBytes)
        {
            throw new CommandFailedException(
                $"The gateway answered {(int)response.StatusCode} with {received} bytes to a 5 MB call.");
        }
    }

    private static async Task<long> CountAsync(Stream body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read = -1; read != 0; total += read)
        {
            read = await body.ReadAsync(buffer, cancellation);
        }

        return total;
    }
}
