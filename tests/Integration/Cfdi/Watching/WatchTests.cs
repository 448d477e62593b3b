using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Setup;
using Strangler.Postgres.Cfdi.Watching;
using Strangler.Tests.Integration.Cfdi.Flow;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Cfdi.Watching;

public sealed class WatchTests(PostgresCluster cluster)
{
    private const string Legacy = "http://127.0.0.1:1";
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_gateways_issue_stamp_complement_and_cancel_by_themselves_and_nothing_twice()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 3);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        string[] settings =
        [
            .. stage.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
            $"--STRANGLER_DB={flow.Connection}",
            "--Cfdi:Issue=true", "--Cfdi:IssueGroups=1/E2E", "--Cfdi:IssueEvery=00:00:01",
            "--Cfdi:ComplementsEvery=00:00:01", "--Cfdi:PursueEvery=00:00:01", "--Cfdi:LookEvery=00:00:01",
        ];
        await using RunningGateway one = await RunningGateway.StartAsync(
            Legacy, [.. settings, $"--Routing:LastKnownFile={stage.PathOf("one")}"]);
        await using RunningGateway two = await RunningGateway.StartAsync(
            Legacy, [.. settings, $"--Routing:LastKnownFile={stage.PathOf("two")}"]);

        await BecomesAsync(flow, 3L, "source_kind = 'invoice' AND state = 'stamped'");
        foreach (int contract in await flow.ContractsAsync())
        {
            await flow.PayAsync(contract, $"p{contract}", 500, Day);
        }

        await BecomesAsync(flow, 3L, "source_kind = 'payment' AND state = 'stamped'");
        await flow.TakeBackAsync((await flow.ContractsAsync())[0], $"p{(await flow.ContractsAsync())[0]}");
        await BecomesAsync(flow, 1L, "source_kind = 'payment' AND state = 'cancelled'");

        string metrics = await one.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation)
            + await two.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
        foreach (string name in new[]
        {
            "strangler_cfdi_documents_total{outcome=\"stamped\"}",
            "strangler_cfdi_waiting{state=\"queued\"} 0", "strangler_cfdi_oldest_waiting_seconds 0",
            "strangler_cfdi_complements_late", "strangler_cfdi_pac_left_alone{pac=\"sw\"} 0",
            "step=\"complements\"",
        })
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }

        Assert.Equal(6, flow.Stamping.First.StampCount);
        Assert.Empty(flow.Stamping.First.StampedTwice);
    }

    [Fact]
    public async Task A_step_that_fails_is_told_counted_and_tried_again_while_the_others_go_on()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 1);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        Directory.Move(stage.PathOf("csd"), stage.PathOf("away"));
        await flow.Stamping.EnqueueAsync(Stamping.SampleDocuments.Invoice(77));
        using Meter meter = new("watch-test");
        Lines lines = new();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task watching = new CfdiWatch(
            flow.Stamping.Database, new IssuerSetup(stage.Read), flow.Stamping.Pacs,
            new StampVerifier(flow.Stamping.Certificates), StampingLimits.Usual,
            new WatchSettings
            {
                Issues = true,
                Groups = [FlowStage.Group],
                IssueEvery = TimeSpan.FromMilliseconds(200),
                FirstRetry = TimeSpan.FromMilliseconds(50),
                LongestRetry = TimeSpan.FromMilliseconds(200),
            },
            new StampingMetrics(meter), new WatchMetrics(meter), lines, TimeProvider.System).RunAsync(end.Token);

        await BecomesAsync(flow, 1L, "source_key = '77' AND state = 'stamped'");
        await Eventually.BecomesAsync(true, () => Task.FromResult(lines.Count("issue: --csd-dir") >= 3));
        Assert.Equal(1L, await flow.Stamping.OneAsync<long>("SELECT count(*) FROM cfdi_document"));

        Directory.Move(stage.PathOf("away"), stage.PathOf("csd"));
        await BecomesAsync(flow, 1L, "source_kind = 'invoice' AND source_key <> '77' AND state = 'stamped'");
        await end.CancelAsync();
        await watching;
    }

    private static Task BecomesAsync(FlowStage flow, long expected, string condition) => Eventually.BecomesAsync(
        expected, () => flow.Stamping.OneAsync<long>($"SELECT count(*) FROM cfdi_document WHERE {condition}"));

    private sealed class Lines : ILogger
    {
        private readonly List<string> _lines = [];

        public int Count(string text)
        {
            lock (_lines)
            {
                return _lines.Count(line => line.Contains(text, StringComparison.Ordinal));
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
