using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Strangler.Meters.Mqtt;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>
/// A meter with a valve that keeps to docs/valves.md, on a real broker. Its memory outlives its restarts; its answers
/// may be lost.
/// </summary>
internal sealed class ValveMeter(string device, MqttOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, string> _known = [];
    private readonly ConcurrentQueue<(Guid Id, long Order)> _actuations = [];
    private MqttClient? _client;
    private CancellationTokenSource? _off;
    private Task? _running;
    private (string Position, int Litres, Guid? Last) _valve = ("open", 0, null);

    public string Device => device;

    /// <summary>Every movement of the valve, in order.</summary>
    public IReadOnlyCollection<(Guid Id, long Order)> Actuations => _actuations;

    /// <summary>Of messages to us, so many of a hundred are lost.</summary>
    public int LosesOfHundred { get; set; }

    /// <summary>Commands that it took from the broker, the same ones again included.</summary>
    public int Commands { get; private set; }

    public string Position => _valve.Position;

    public async Task StartAsync()
    {
        _client = await MeterClients.ConnectedAsync(options);
        _off = new CancellationTokenSource();
        _running = RunAsync(_client, _off.Token);
    }

    /// <summary>Its session stays at the broker.</summary>
    public async Task StopAsync()
    {
        if (_client is null)
        {
            return;
        }

        await _off!.CancelAsync();
        await _running!;
        await _client.DisposeAsync();
        _off.Dispose();
        _client = null;
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    public Task SayAsync(string kind, object what) => SendAsync(_client!, kind, what, CancellationToken.None);

    private async Task RunAsync(MqttClient client, CancellationToken off)
    {
        try
        {
            while (true)
            {
                using MqttBatch batch = await client.ReceiveAsync(10, off);
                for (int at = 0; at < batch.Count; at++)
                {
                    (string kind, object answer) = Hear(batch[at].Payload);
                    if (Random.Shared.Next(100) >= LosesOfHundred)
                    {
                        await SendAsync(client, kind, answer, off);
                    }
                }

                await client.AcknowledgeAsync(batch, off);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or MqttException)
        {
            // Switched off.
        }
    }

    private (string Kind, object Answer) Hear(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement json = document.RootElement;
        if (json.TryGetProperty("ask", out _))
        {
            return ("state", new
            {
                position = _valve.Position,
                litresPerDay = _valve.Litres,
                command = _valve.Last,
                at = At(),
                @void = json.TryGetProperty("void", out JsonElement voided) && IsVoid(voided.GetGuid())
                    ? voided.GetString() : null,
            });
        }

        Commands++;
        Guid id = json.GetProperty("id").GetGuid();
        string result = Act(id, json);
        return ("ack", new { id, result, position = _valve.Position, litresPerDay = _valve.Litres, at = At() });
    }

    /// <summary>From now on it is not acted on; false where it was.</summary>
    private bool IsVoid(Guid id)
    {
        _known.TryAdd(id, "refused");
        return _known[id] == "refused";
    }

    private string Act(Guid id, JsonElement json)
    {
        if (_known.TryGetValue(id, out string? before))
        {
            return before;
        }

        DateTimeOffset expires = DateTimeOffset.Parse(
            json.GetProperty("expires").GetString()!, CultureInfo.InvariantCulture);
        if (clock.GetUtcNow() >= expires)
        {
            return "expired";
        }

        _known[id] = "duplicate";
        _actuations.Enqueue((id, json.GetProperty("order").GetInt64()));
        _valve = (
            json.GetProperty("position").GetString()!,
            json.TryGetProperty("litresPerDay", out JsonElement litres) ? litres.GetInt32() : 0, id);
        return "done";
    }

    private Task SendAsync(MqttClient client, string kind, object what, CancellationToken off) => client.PublishAsync(
        new MqttOutgoing(
            $"aqua/v1/meters/{device}/valve/{kind}",
            Encoding.UTF8.GetBytes(what as string ?? JsonSerializer.Serialize(what))),
        off);

    private string At() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
