using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strangler.Gateway.Observability;
using Strangler.Gateway.Shadowing;
using Strangler.Postgres;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Parity;

public sealed class VerdictWriterTests(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly GatewayMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _lost = new();
    private string _connection = "";
    private Database _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await cluster.CreateDatabaseAsync();
        _database = Database.Open(_connection);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter && instrument.Name == "strangler_shadow_verdicts_dropped")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, calls, tags, _) =>
            _lost.AddOrUpdate((string)tags[0].Value!, calls, (_, sum) => sum + calls));
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _metrics.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>On a clock whose times are real ones: nothing would be written yet.</summary>
    [Fact]
    public async Task What_it_holds_is_written_when_it_stops()
    {
        using VerdictWriter writer = await StartAsync(_database, TimeProvider.System);
        OfferMany(writer, VerdictStore.BatchLimit + 3);
        await writer.StopAsync(Cancellation);
        Assert.Equal(VerdictStore.BatchLimit + 3, await CountAsync());
        Assert.Empty(_lost);
    }

    [Fact]
    public async Task When_the_database_is_away_as_it_stops_what_it_holds_is_counted_as_lost()
    {
        await using Database nowhere = Database.Open("Host=127.0.0.1;Port=1;Database=x;Username=x");
        using VerdictWriter writer = await StartAsync(nowhere, TimeProvider.System);
        OfferMany(writer, VerdictStore.BatchLimit + 3);
        writer.Offer(Call("getDeuda") with { Calls = 40 });
        await writer.StopAsync(Cancellation);
        Assert.Equal(VerdictStore.BatchLimit + 43, _lost["stopped"]);
    }

    /// <summary>A lock that is never given back.</summary>
    [Fact]
    public async Task When_the_database_hangs_as_it_stops_it_stops_all_the_same()
    {
        await using NpgsqlConnection blocker = await _database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction transaction = await blocker.BeginTransactionAsync(Cancellation);
        await using (NpgsqlCommand command = new("LOCK TABLE parity_tally", blocker))
        {
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        using VerdictWriter writer = await StartAsync(_database, TimeProvider.System);
        OfferMany(writer, VerdictStore.BatchLimit + 3);
        await writer.StopAsync(Cancellation);
        Assert.Equal(VerdictStore.BatchLimit + 3, _lost["stopped"]);
    }

    [Theory]
    [InlineData("ALTER TABLE parity_tally ADD CHECK (operation <> 'refused')")]
    [InlineData("""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.operation = 'refused' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON parity_tally FOR EACH ROW EXECUTE FUNCTION refuse()
        """)]
    public async Task What_the_database_refuses_is_given_up_and_counted_and_what_follows_is_written(string sql)
    {
        await ExecuteAsync(sql);
        using VerdictWriter writer = await StartAsync(_database, new HurriedClock());
        writer.Offer(Call("refused") with { Calls = 7 });
        await Eventually.BecomesAsync(7L, () => Task.FromResult(_lost.GetValueOrDefault("refused")));
        OfferMany(writer, 5);
        await Eventually.BecomesAsync(5L, CountAsync);
        await writer.StopAsync(Cancellation);
        Assert.Equal("refused", Assert.Single(_lost).Key);
    }

    /// <summary>It refuses twice, not the third time. A sequence counts on though the rest is undone.</summary>
    [Fact]
    public async Task A_refusal_that_passes_costs_nothing()
    {
        await ExecuteAsync("""
            CREATE SEQUENCE attempts;
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF nextval('attempts') < 3 THEN RAISE EXCEPTION 'no'; END IF; RETURN NULL; END $$;
            CREATE TRIGGER refuse AFTER INSERT ON parity_tally FOR EACH STATEMENT EXECUTE FUNCTION refuse()
            """);
        using VerdictWriter writer = await StartAsync(_database, new HurriedClock());
        OfferMany(writer, 5);
        await Eventually.BecomesAsync(5L, CountAsync);
        await writer.StopAsync(Cancellation);
        Assert.Empty(_lost);
    }

    [Fact]
    public async Task While_the_database_is_away_only_so_many_wait_and_the_rest_is_counted_as_lost()
    {
        await using Database nowhere = Database.Open("Host=127.0.0.1;Port=1;Database=x;Username=x");
        using VerdictWriter writer = new(
            new VerdictStore(nowhere), new ShadowMetrics(_metrics), new HurriedClock(),
            NullLogger<VerdictWriter>.Instance);
        OfferMany(writer, VerdictWriter.Waiting + 11);
        Assert.Equal(11, _lost["no-room"]);
        await writer.StopAsync(Cancellation);
        Assert.Equal(VerdictWriter.Waiting, _lost["stopped"]);
    }

    /// <summary>What waits is bounded in bytes, too: only the first are kept with bodies.</summary>
    [Fact]
    public async Task Only_the_first_that_wait_keep_their_samples()
    {
        using VerdictWriter writer = new(
            new VerdictStore(_database, new VerdictLimits(10_000, 10_000, TimeSpan.FromDays(30))),
            new ShadowMetrics(_metrics), TimeProvider.System, NullLogger<VerdictWriter>.Instance);
        for (int i = 0; i < VerdictWriter.SamplesWaiting + 20; i++)
        {
            writer.Offer(Call("getDeuda") with
            {
                Outcome = CallOutcome.Different,
                Sample = new VerdictSample("<a/>", "<b/>", "<c/>"),
            });
        }

        await writer.StopAsync(Cancellation);
        await using NpgsqlCommand command = _database.Command(
            "SELECT count(*) || ' ' || count(primary_sample) FROM parity_verdict");
        Assert.Equal(
            $"{VerdictWriter.SamplesWaiting + 20} {VerdictWriter.SamplesWaiting}",
            (string)(await command.ExecuteScalarAsync(Cancellation))!);
    }

    private static VerdictRecord Call(string operation) => new(
        TimeProvider.System.GetUtcNow(), "Debt", operation, "1/M08", 7, PrimaryIsNative: false, CallOutcome.Same,
        TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(3));

    private static void OfferMany(VerdictWriter writer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            writer.Offer(Call("getDeuda"));
        }
    }

    private async Task<VerdictWriter> StartAsync(Database database, TimeProvider clock)
    {
        VerdictWriter writer = new(
            new VerdictStore(database), new ShadowMetrics(_metrics), clock, NullLogger<VerdictWriter>.Instance);
        await writer.StartAsync(Cancellation);
        return writer;
    }

    private async Task<long> CountAsync()
    {
        await using NpgsqlCommand command = _database.Command(
            "SELECT coalesce(sum(calls), 0)::bigint FROM parity_tally");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = _database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
