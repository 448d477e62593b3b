using System.Globalization;
using System.Xml.Linq;
using Npgsql;
using Strangler.Cfdi.Stamping;
using Strangler.Core.Adjustments;
using Strangler.Core.Receivables;
using Strangler.Postgres.Adjustments;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Tests.Integration.Billing;
using Strangler.Tests.Integration.Cfdi.Stamping;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

/// <summary>A year of a small group, with PACs that fail in every way and workers that are cut off.</summary>
public sealed class YearTests(PostgresCluster cluster)
{
    private const int Seed = 20261121;
    private const int Contracts = 30;

    private const string EveryFailure = """
        {"rates":{"satAway":0.03,"hang":0.01,"late":0.02,"lateStamp":0.02,"twice":0.03,"breakAfter":0.04,
        "breakBefore":0.03,"error500":0.03,"suspend":0.03,"refuse":0.01,"wrongStamp":0.01},"seed":21,"delayMs":500}
        """;

    private static readonly StampingSettings Hurried =
        StampingStage.Hurried with { Grace = TimeSpan.FromMilliseconds(900) };

    private readonly Random _random = new(Seed);
    private int _payments;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_year_each_invoice_has_one_living_document_or_a_reason_and_payments_add_up()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, Contracts, AdjustAsync);
        await stage.Stamping.FailAsync(stage.Stamping.First, EveryFailure);
        await stage.Stamping.FailAsync(stage.Stamping.Second, EveryFailure);
        int[] contracts = await stage.ContractsAsync();
        for (int month = 0; month < 12; month++)
        {
            int cycle = month < 10 ? 202503 + month : 202601 + month - 10;
            await MonthAsync(stage, contracts, cycle);
        }

        await EndAsync(stage);

        await AssertInvoicesAsync(stage);
        await AssertPaymentsAsync(stage);
        await AssertSandboxAsync(stage);
    }

    /// <summary>Credit notes by the core, of the month it billed itself.</summary>
    private static async Task AdjustAsync(BilledDatabase billed, int[] contracts)
    {
        await using AdjustmentDesk desk = await AdjustmentDesk.OpenAsync(
            billed.Imported.Database, TimeProvider.System, Cancellation);
        for (int at = 0; at < 4; at++)
        {
            string number = await billed.Imported.OneAsync<string>(
                $"SELECT number FROM billing_document_now WHERE contract = {contracts[at]} AND type = 1");
            await desk.AdjustAsync(
                number, new AdjustmentCause.Leak(5, 1m),
                new AdjustmentOrder("ana", "a test", new DateOnly(2026, 3, 20), false), Cancellation);
        }
    }

    private async Task MonthAsync(FlowStage stage, int[] contracts, int cycle)
    {
        DateOnly day = new(cycle / 100, cycle % 100, 12);
        if (cycle != 202602)
        {
            await stage.BillAsync(cycle);
        }

        // Some pay before their document is made: it is PUE then.
        foreach (int contract in contracts.Where(_ => _random.Next(10) == 0))
        {
            await PayAsync(stage, contract, day, 1m);
        }

        await stage.Issuing.IssueAsync(FlowStage.Scope(cycle), null, Cancellation);
        await StampAsync(stage);
        foreach (int contract in contracts)
        {
            decimal share = _random.Next(6) switch { 0 => 0, 1 => 0.3m, 2 => 0.75m, 3 => 1.2m, _ => 1m };
            await PayAsync(stage, contract, day.AddDays(3), share);
            if (contract % 12 == day.Month % 12 && await stage.OpenAsync(contract) > 0)
            {
                await stage.DepositAsync(contract, $"D{day.Month}", DepositKind.Deposit, 500, day.AddDays(4));
            }

            if (_random.Next(25) == 0 && share > 0)
            {
                await stage.TakeBackAsync(contract, $"{_payments}");
            }
        }

        await stage.Complements.IssueAsync(null, Cancellation);
        await StampAsync(stage);
        if (cycle % 3 == 0)
        {
            await ReplaceAsync(stage);
            await StampAsync(stage);
            await stage.Complements.IssueAsync(null, Cancellation);
        }

        if (cycle % 4 == 0)
        {
            await CancelOneAsync(stage);
        }

        await stage.CancelAsync();
    }

    private async Task PayAsync(FlowStage stage, int contract, DateOnly day, decimal share)
    {
        long amount = (long)(await stage.OpenAsync(contract) * share);
        if (amount > 0)
        {
            await stage.PayAsync(contract, $"{++_payments}", amount, day);
        }
    }

    /// <summary>Every other time the worker is killed on the way.</summary>
    private async Task StampAsync(FlowStage stage)
    {
        if (_random.Next(2) == 0)
        {
            using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            cut.CancelAfter(_random.Next(20, 200));
            await stage.Stamping.StampAsync(until: cut.Token, settings: Hurried);
        }

        await stage.Stamping.StampAsync(settings: Hurried);
    }

    private static async Task ReplaceAsync(FlowStage stage)
    {
        await using NpgsqlCommand command = stage.Stamping.Database.Command("""
            SELECT i.number, i.contract FROM cfdi_invoice i
            JOIN cfdi_living f ON f.source_kind = i.kind AND f.source_key = i.number AND f.version = i.version
            WHERE f.state = 'stamped' AND i.kind = 'invoice' ORDER BY md5(i.number) LIMIT 2
            """);
        List<(string, int)> some = [];
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
            {
                some.Add((reader.GetString(0), reader.GetInt32(1)));
            }
        }

        foreach ((string number, int contract) in some)
        {
            await stage.Issuing.ReplaceAsync(number, new(contract), Cancellation);
        }
    }

    /// <summary>One without payments is cancelled as wrong, and issued anew later.</summary>
    private static async Task CancelOneAsync(FlowStage stage)
    {
        long id = await stage.Stamping.OneAsync<long>("""
            SELECT coalesce(max(d.id), 0) FROM cfdi_document d
            WHERE d.source_kind = 'invoice' AND d.state = 'stamped' AND d.superseded_by IS NULL
              AND NOT EXISTS (SELECT FROM cfdi_relation r WHERE r.other = d.id)
            """);
        if (id > 0)
        {
            await stage.Cancelling.RequestAsync(
                id, Strangler.Cfdi.Cancelling.CancellationMotive.Wrong, null, Cancellation);
        }
    }

    /// <summary>PACs are well again: what may be stamped is asked about, all else is given up and made anew.</summary>
    private static async Task EndAsync(FlowStage stage)
    {
        await stage.Stamping.FailAsync(stage.Stamping.First, """{"rates":{}}""");
        await stage.Stamping.FailAsync(stage.Stamping.Second, """{"rates":{}}""");
        for (int round = 0; round < 4; round++)
        {
            await stage.RunAsync("""
                UPDATE cfdi_document SET state = CASE WHEN may_be_stamped THEN 'unknown' ELSE 'withdrawn' END,
                    attempts = 0, due_at = now() WHERE state = 'parked'
                """);
            await stage.Issuing.IssueAsync(IssueScope.All with { Group = FlowStage.Group }, null, Cancellation);
            await stage.Stamping.StampAsync();
            await stage.Complements.IssueAsync(null, Cancellation);
            await stage.Stamping.StampAsync();
            await stage.CancelAsync();
        }
    }

    private static async Task AssertInvoicesAsync(FlowStage stage)
    {
        Assert.Equal("", await stage.Stamping.OneAsync<string>("""
            SELECT coalesce(string_agg(number || ' ' || stamped || ' ' || states, '; '), '') FROM (
                SELECT d.number, count(f.id) FILTER (WHERE f.state IN ('stamped', 'cancel-requested')) AS stamped,
                    count(f.id) FILTER (WHERE f.state = 'parked' AND f.code IS NOT NULL) AS parked,
                    string_agg(f.version || f.state, ',') AS states
                FROM billing_document_now d JOIN legacy_contract c ON c.number = d.contract
                LEFT JOIN cfdi_document f ON f.source_key = d.number
                WHERE c.zone = 'E2E' AND d.type IN (1, 2) GROUP BY d.number) x
            WHERE NOT (stamped = 1 OR (stamped = 0 AND parked = 1))
              AND NOT (states IS NULL AND number LIKE 'C%')
            """));
        Assert.Equal(12L * Contracts, await stage.Stamping.OneAsync<long>(
            "SELECT count(DISTINCT source_key) FROM cfdi_document WHERE source_kind = 'invoice'"));
        Assert.True(await stage.Stamping.OneAsync<long>(
            "SELECT count(*) FROM cfdi_living WHERE source_kind = 'note' AND state = 'stamped'") > 0);
        List<string> wrong = [];
        long looked = await new StoredVerification(
            stage.Stamping.Database, stage.Stamping.Certificates, TimeProvider.System)
            .RunAsync(null, (id, problem) => wrong.Add($"{id}: {problem}"), Cancellation);
        Assert.Empty(wrong);
        Assert.True(looked > 12 * Contracts);
    }

    /// <summary>Read from the stamped bytes: balances follow on each other, and the parts are the books'.</summary>
    private static async Task AssertPaymentsAsync(FlowStage stage)
    {
        Dictionary<string, List<XElement>> byInvoice = [];
        await using (NpgsqlCommand command = stage.Stamping.Database.Command(
            """
            SELECT stamped_xml FROM cfdi_document
            WHERE source_kind = 'payment' AND state = 'stamped' AND superseded_by IS NULL
            """))
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                foreach (XElement part in XDocument.Load(new MemoryStream(reader.GetFieldValue<byte[]>(0)))
                    .Descendants().Where(one => one.Name.LocalName == "DoctoRelacionado"))
                {
                    string invoice = part.Attribute("IdDocumento")!.Value.ToUpperInvariant();
                    byInvoice[invoice] = [.. byInvoice.GetValueOrDefault(invoice, []), part];
                }
            }
        }

        Assert.True(byInvoice.Count > 100);
        foreach ((string invoice, List<XElement> parts) in byInvoice)
        {
            decimal[] paid = [.. parts.Select(one => Amount(one, "ImpPagado"))];
            long booked = await stage.Stamping.OneAsync<long>($"""
                SELECT coalesce(sum(s.amount), 0)::bigint FROM cfdi_document d
                JOIN cfdi_invoice i ON i.number = d.source_key AND i.version = d.version
                JOIN cfdi_settlement s ON s.contract = i.contract AND s.cycle = i.cycle AND s.type = i.type
                    AND s.ordinal = i.ordinal AND s.is_payment
                JOIN cfdi_payment p ON p.contract = s.contract AND p.source = s.source
                JOIN cfdi_living f ON f.source_kind = 'payment' AND f.source_key = 'P-' || p.number
                    AND f.state = 'stamped'
                WHERE d.uuid = '{invoice}' AND d.state = 'stamped'
                """);
            Assert.Equal(booked, (long)(paid.Sum() * 100));
            Assert.Equal(
                parts.Count, parts.Select(one => one.Attribute("NumParcialidad")!.Value).Distinct().Count());
            Assert.All(parts, one => Assert.Equal(
                Amount(one, "ImpSaldoInsoluto"), Amount(one, "ImpSaldoAnt") - Amount(one, "ImpPagado")));
        }

        Assert.Equal(0L, await stage.Stamping.OneAsync<long>("""
            SELECT count(*) FROM cfdi_payment p
            JOIN cfdi_settlement s ON s.contract = p.contract AND s.source = p.source
            JOIN cfdi_invoice i ON i.contract = s.contract AND i.cycle = s.cycle AND i.type = s.type
                AND i.ordinal = s.ordinal AND i.deferred
            JOIN cfdi_living f ON f.source_kind = i.kind AND f.source_key = i.number AND f.version = i.version
            WHERE NOT EXISTS (
                SELECT FROM cfdi_living l WHERE l.source_kind = 'payment' AND l.source_key = 'P-' || p.number)
            """));
    }

    private static async Task AssertSandboxAsync(FlowStage stage)
    {
        Assert.Equal(0L, await stage.Stamping.OneAsync<long>("""
            SELECT count(*) FROM (
                SELECT FROM cfdi_document WHERE state = 'stamped' GROUP BY source_kind, source_key
                HAVING count(*) > 1) twice
            """));
        Assert.Equal(0, stage.Stamping.First.StampedByTwo);
        long stamped = await stage.Stamping.OneAsync<long>("SELECT count(*) FROM cfdi_document WHERE uuid IS NOT NULL");
        long maybe = await stage.Stamping.OneAsync<long>(
            "SELECT count(*) FROM cfdi_document WHERE uuid IS NULL AND may_be_stamped");
        Assert.InRange(stage.Stamping.First.StampCount + stage.Stamping.Second.StampCount, stamped, stamped + maybe);
    }

    private static decimal Amount(XElement element, string name) =>
        decimal.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
