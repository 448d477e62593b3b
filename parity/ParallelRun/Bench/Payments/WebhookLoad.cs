using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Npgsql;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>Sends signed events, each of another contract that owes money.</summary>
internal sealed class WebhookLoad : IDisposable
{
    private const int Connections = 64;
    private static readonly Uri Path = new("/webhooks/conekta", UriKind.Relative);

    private readonly HttpClient _http;
    private readonly BenchProvider _provider;
    private readonly Database _database;
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private int _number;

    public WebhookLoad(Uri gateway, BenchProvider provider, Database database)
    {
        (_provider, _database) = (provider, database);
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
        {
            BaseAddress = gateway,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>From the first to where the last stands in the ledger; the events are signed before.</summary>
    public async Task<(TimeSpan Answered, TimeSpan Applied)> FloodAsync(int count, CancellationToken cancellation)
    {
        (byte[] Body, string Digest)[] events = Sign(count);
        long before = await AppliedAsync(cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < count;)
            {
                await SendAsync(events[at], cancellation);
            }
        }, cancellation)));
        TimeSpan answered = watch.Elapsed;
        while (await AppliedAsync(cancellation) < before + count)
        {
            if (watch.Elapsed > answered + TimeSpan.FromMinutes(2))
            {
                throw new CommandFailedException("Not all webhooks were applied within two minutes.");
            }

            await Task.Delay(20, cancellation);
        }

        return (answered, watch.Elapsed);
    }

    /// <summary>At a fixed rate, whether those before are answered or not.</summary>
    /// <returns>Milliseconds of each, ascending.</returns>
    public async Task<double[]> MeasureAsync(TimeSpan duration, CancellationToken cancellation)
    {
        int count = (int)(duration.TotalSeconds * PaymentsBenchOptions.Rate);
        (byte[] Body, string Digest)[] events = Sign(count);
        Task<double>[] sent = new Task<double>[count];
        Stopwatch watch = Stopwatch.StartNew();
        for (int at = 0; at < count; at++)
        {
            TimeSpan early = TimeSpan.FromSeconds((double)at / PaymentsBenchOptions.Rate) - watch.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellation);
            }

            sent[at] = SendAsync(events[at], cancellation);
        }

        double[] took = await Task.WhenAll(sent);
        Array.Sort(took);
        return took;
    }

    public void Dispose() => _http.Dispose();

    private (byte[] Body, string Digest)[] Sign(int count)
    {
        int first = _number;
        _number += count;
        (byte[], string)[] events = new (byte[], string)[count];
        Parallel.For(0, count, at => events[at] = _provider.Event(
            ((first + at) % BenchDatabase.Contracts) + 1, 1,
            string.Create(CultureInfo.InvariantCulture, $"{_run}{first + at}")));
        return events;
    }

    private async Task<double> SendAsync((byte[] Body, string Digest) one, CancellationToken cancellation)
    {
        using ByteArrayContent content = new(one.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("DIGEST", one.Digest);
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await _http.PostAsync(Path, content, cancellation);
        await response.Content.ReadAsByteArrayAsync(cancellation);
        double took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return response.IsSuccessStatusCode
            ? took : throw new CommandFailedException($"A webhook was not taken: {(int)response.StatusCode}");
    }

    private async Task<long> AppliedAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = _database.Command(
            "SELECT count(*) FROM payment_fact WHERE state = 'applied' AND key LIKE 'paid:chg\\_' || $1 || '%'");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _run });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
