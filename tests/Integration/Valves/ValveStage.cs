using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strangler.Core.Payments;
using Strangler.Core.Valves;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.Postgres;
using Strangler.Postgres.Valves;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>Meters with valves: the first half are of households, the others are of shops.</summary>
internal sealed class ValveStage : IAsyncDisposable, IMeterTally
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly MeterBroker _broker;
    private readonly ImportedDatabase _imported;
    private readonly string _name = "v" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<IAsyncDisposable> _toEnd = [];

    private ValveStage(MeterBroker broker, ImportedDatabase imported) => (_broker, _imported) = (broker, imported);

    public Database Database => _imported.Database;

    public string Address => _imported.ConnectionString;

    public MovedClock Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 18, 0, 0, TimeSpan.Zero));

    public TimeProvider Time { get; private set; } = null!;

    public List<ValveMeter> Meters { get; } = [];

    public ValveDesk Desk => new(Database, Time, Rules);

    public ValveRules Rules { get; private set; } = ValveRules.Default;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="rules">Where given, the clock runs, too.</param>
    public static async Task<ValveStage> CreateAsync(
        PostgresCluster cluster, MeterBroker broker, int meters, ValveRules? rules = null)
    {
        ValveStage stage = new(broker, await ImportedDatabase.EmptyAsync(cluster));
        stage.Time = rules is null ? stage.Clock : TimeProvider.System;
        stage.Rules = rules ?? ValveRules.Default;
        await new Migrator(stage.Database).MigrateAsync(Cancellation);
        await stage.DoAsync($"""
            INSERT INTO legacy_contract (number, service_area, zone, service_point, customer, state, use,
                collection_blocked, units, sewerage, treatment, since)
            SELECT n, 1, 'A', n, n, 1, CASE WHEN n <= {meters / 2} THEN 1 ELSE 0 END, false, 2, false, false,
                '2020-01-01'
            FROM generate_series(1, {meters}) AS n;
            INSERT INTO meter_device (device, contract, turns_at, since, registered_by, has_valve)
            SELECT '{stage._name}-' || n, n, 1000000, '2020-01-01', 'a test', true
            FROM generate_series(1, {meters}) AS n
            """);
        for (int number = 1; number <= meters; number++)
        {
            string device = string.Create(CultureInfo.InvariantCulture, $"{stage._name}-{number}");
            ValveMeter meter = new(
                device, await broker.OptionsAsync(device, $"aqua/v1/meters/{device}/valve/command"), stage.Time);
            stage.Meters.Add(meter);
            stage._toEnd.Add(meter);
        }

        return stage;
    }

    /// <summary>As a process of its own would be; the same name has the same session.</summary>
    public async Task<(ValveWorker Worker, IMqttClient Client)> WorkerAsync(
        string name = "w", Func<string, bool>? dies = null)
    {
        MqttOptions options = await _broker.OptionsAsync($"{_name}-{name}") with
        {
            Subscriptions =
            [
                .. Meters.SelectMany(meter => new[] { "ack", "state" }.Select(kind =>
                    new MqttSubscription($"$share/{_name}/aqua/v1/meters/{meter.Device}/valve/{kind}"))),
            ],
        };
        DyingClient client = new(await MeterClients.ConnectedAsync(options), dies ?? (_ => false));
        _toEnd.Add(client);
        return (
            new ValveWorker(client, Database, name, this, Time, NullLogger<ValveWorker>.Instance, Rules), client);
    }

    public Task<DeskOutcome> OrderAsync(ValveSetting setting, params ValveMeter[] meters) =>
        OrderAsync(setting, "ana", meters);

    public Task<DeskOutcome> OrderAsync(ValveSetting setting, string who, params ValveMeter[] meters) =>
        Desk.OrderAsync(
            new ValveOrder(Guid.NewGuid(), [.. meters.Select(one => one.Device)], setting, "a test", who),
            Cancellation);

    /// <summary>Each command's number, state and attempts, of a meter.</summary>
    public Task<string> CommandsAsync(ValveMeter meter) => OneAsync<string>($"""
        SELECT coalesce(string_agg(number || ' ' || state || ' ' || attempts, ', ' ORDER BY number), '')
        FROM valve_command WHERE device = '{meter.Device}'
        """);

    public Task<T> OneAsync<T>(string sql) => _imported.OneAsync<T>(sql);

    public async Task DoAsync(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Hears until something is so.</summary>
    public static async Task HearUntilAsync(ValveWorker worker, Func<Task<bool>> isSo)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        while (!await isSo())
        {
            await worker.HearAsync(limit.Token);
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        while (!await isSo())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages)
    {
        // Counted in the database as well, where tests look.
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable one in _toEnd)
        {
            await one.DisposeAsync();
        }

        await _imported.DisposeAsync();
    }
}
