using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Strangler.AquaCis.Translation.Payments;
using Strangler.Core.Identity;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>
/// Sends payments at a fixed rate, whether those before are answered or not, each of another contract that owes money:
/// what one takes is what a caller waits, with nothing left out because all was slow.
/// </summary>
internal sealed class WriteLoad : IDisposable
{
    private const int Connections = 64;
    private static readonly string Path =
        $"/api/aquacis/{CollectionJson.Operation.Service}/{CollectionJson.Operation.Name}";

    private readonly HttpClient _http;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly int[] _contracts = Payers();
    private int _number;

    public WriteLoad(Uri gateway, string key)
    {
        SocketsHttpHandler handler = new() { MaxConnectionsPerServer = Connections };
        _http = new HttpClient(handler) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <returns>Milliseconds of each, ascending.</returns>
    public async Task<double[]> MeasureAsync(TimeSpan duration, CancellationToken cancellation)
    {
        int count = (int)(duration.TotalSeconds * RestBenchOptions.WritesPerSecond);
        Task<double>[] sent = new Task<double>[count];
        Stopwatch watch = Stopwatch.StartNew();
        for (int at = 0; at < count; at++)
        {
            TimeSpan early = TimeSpan.FromSeconds((double)at / RestBenchOptions.WritesPerSecond) - watch.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellation);
            }

            sent[at] = TimeAsync(cancellation);
        }

        double[] took = await Task.WhenAll(sent);
        Array.Sort(took);
        return took;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Of groups that are routed natively, and not asked for their debts by any load.</summary>
    private static int[] Payers()
    {
        HashSet<int> asked = [.. BenchDatabase.ContractsOf("native")];
        return
        [
            .. Enumerable.Range(1, BenchDatabase.Contracts).Where(number =>
                (number - 1) % BenchDatabase.Groups % 3 == 1 && number % 10 >= 6 && !asked.Contains(number)),
        ];
    }

    /// <summary>What was not answered in time took that long, at least.</summary>
    private async Task<double> TimeAsync(CancellationToken cancellation)
    {
        try
        {
            return await PayAsync(cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return _http.Timeout.TotalMilliseconds;
        }
    }

    private async Task<double> PayAsync(CancellationToken cancellation)
    {
        int number = _number++;
        ArrayBufferWriter<byte> body = new();
        CollectionJson.Write(body, new PaymentOrder(
            PaymentReference.Of(new ContractNumber(_contracts[number % _contracts.Length])), new Money(1),
            BenchDatabase.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "1", null, $"{_run}{number}",
            null));
        using ReadOnlyMemoryContent content = new(body.WrittenMemory);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await _http.PostAsync(
            new Uri(Path, UriKind.Relative), content, cancellation);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellation);
        double took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return response.IsSuccessStatusCode && CollectionJson.Read(answer) is { Code: 0 }
            ? took
            : throw new CommandFailedException($"A payment was not taken: {(int)response.StatusCode}");
    }
}
