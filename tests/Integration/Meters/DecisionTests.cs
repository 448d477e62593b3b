using System.CommandLine;
using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Meters;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What people decide of questioned readings, by the commands, and what is charged afterwards.</summary>
public sealed class DecisionTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset Reset = MeterStage.July.AddDays(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_reset_and_a_restart_every_charge_is_what_a_recount_and_a_billing_run_give()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        string device = await BilledAsync(stage);
        await stage.StoreAsync(Water(stage, device));
        await stage.StoreAsync(Replaced(device, 0, 40));
        Assert.Equal(41, await QuestionedAsync(stage));
        string listed = (await RunAsync(stage, "questioned", "--device", device, "--limit", "3")).Output;
        Assert.Contains($"{device}  ", listed);
        Assert.Contains($"{Text(Reset)}", listed);
        Assert.Contains("More: --skip 3.", listed);

        (int code, string output) = await DecideAsync(stage, "restart", device, Reset);
        Assert.Equal(0, code);
        Assert.Contains("41 readings are rated now", output);
        Assert.Equal(0, await QuestionedAsync(stage));
        Assert.Equal(0, await stage.Imported.OneAsync<long>(
            "SELECT count(*) FROM meter_alert WHERE kind IN ('reset', 'jump') AND ended_at IS NULL"));
        Assert.Equal("ana replaced restart 41", await stage.Imported.OneAsync<string>(
            "SELECT decided_by || ' ' || reason || ' ' || kind || ' ' || rated FROM meter_decision"));

        await stage.StoreAsync(Replaced(device, 41, 45));
        await AgreesAsync(stage, device);
        await BilledAlikeAsync(stage, device, 202607);
        await BilledAlikeAsync(stage, device, 202608);

        (code, output) = await DecideAsync(stage, "restart", device, Reset);
        Assert.Equal(0, code);
        Assert.Contains("It was done before", output);
        (code, output) = await DecideAsync(stage, "accept", device, Reset);
        Assert.Equal(1, code);
        Assert.Contains("ana decided otherwise (restart)", output);
        Assert.Equal(1, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_decision"));
    }

    [Fact]
    public async Task What_came_is_what_became_of_it_before_and_after_and_a_late_one_before_the_restart_still_counts()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        string device = await BilledAsync(stage);
        await stage.StoreAsync(Water(stage, device));
        await stage.StoreAsync(Replaced(device, 0, 3));
        await DecideAsync(stage, "restart", device, Reset);
        Assert.Equal("0 of 13", await stage.Imported.OneAsync<string>("""
            SELECT coalesce(sum(count) FILTER (WHERE outcome = 'informational:questioned'), 0) || ' of ' || sum(count)
            FROM meter_intake
            """));
        SampleFate[] fates = await stage.StoreAsync(
            new MeterSample(device, Reset.AddHours(-2), stage.Counts[device] + 7_000, null, 0));
        Assert.Equal([SampleFate.Rated], fates);
        await AgreesAsync(stage, device);
    }

    [Fact]
    public async Task A_burst_of_a_cycle_that_is_over_is_accepted_and_the_difference_stands()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        string device = await BilledAsync(stage);
        await stage.StoreAsync(Water(stage, device));
        long count = stage.Counts[device] + 2_000_000;
        await stage.StoreAsync(new MeterSample(device, MeterStage.July.AddDays(11), count, null, 0));
        await stage.StoreAsync(new MeterSample(device, MeterStage.July.AddDays(40), count + 5_000, null, 0));
        Assert.Equal(1, await QuestionedAsync(stage));

        (int code, string output) = await DecideAsync(stage, "accept", device, MeterStage.July.AddDays(11));
        Assert.Equal(0, code);
        Assert.Contains("Cycle 202607: +", output);
        Assert.Contains("Cycle 202608: -", output);
        Assert.Equal(0, await stage.Imported.OneAsync<long>("SELECT sum(quantity) FROM meter_charge_delta"));
        Assert.Equal("staff", await stage.Imported.OneAsync<string>(
            "SELECT string_agg(DISTINCT cause, ',') FROM meter_charge_delta"));
        await AgreesAsync(stage, device);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_taken_says_why_and_changes_nothing()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        string device = await BilledAsync(stage);
        await stage.StoreAsync(Water(stage, device));
        await stage.StoreAsync(new MeterSample(device, Reset, 10, null, 0));
        List<string> before = await stage.ChargesAsync();
        Assert.Contains("No such device", await FailsAsync(stage, "restart", "nobody", Reset));
        Assert.Contains("no reading of that instant", await FailsAsync(stage, "restart", device, Reset.AddHours(1)));
        Assert.Contains("rated already", await FailsAsync(stage, "accept", device, MeterStage.July));
        Assert.Contains("restart it", await FailsAsync(stage, "accept", device, Reset));
        Assert.Equal(2, (await RunAsync(
            stage, "restart", "--device", device, "--at", "2026-07-11T18:00:00", "--reason", "no zone")).Code);
        Assert.Equal(2, (await RunAsync(stage, "restart", "--device", device, "--at", Text(Reset))).Code);
        Assert.Equal(before, await stage.ChargesAsync());
        Assert.Equal(0, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_decision"));
        Assert.Equal(1, await QuestionedAsync(stage));
    }

    [Fact]
    public async Task Hundreds_of_meters_late_over_the_end_of_a_cycle_are_charged_as_if_they_had_come_in_order()
    {
        await using MeterStage inOrder = await MeterStage.CreateAsync(cluster);
        await using MeterStage late = await MeterStage.CreateAsync(cluster);
        MeterSample[] water = await AddedAsync(inOrder, 300);
        await AddedAsync(late, 300);
        await inOrder.StoreAsync(water);
        await late.StoreAsync([.. water.Where((_, at) => at % 4 is 0 or 3)]);
        await late.StoreAsync([.. water.Where((_, at) => at % 4 is 1 or 2)]);
        Assert.NotEmpty(await inOrder.ChargesAsync());
        Assert.Equal(await inOrder.ChargesAsync(), await late.ChargesAsync());
        Assert.Equal(await CyclesAsync(inOrder), await CyclesAsync(late));
    }

    /// <summary>Four counts of each: two in July, the second at its end, two in August.</summary>
    private static async Task<MeterSample[]> AddedAsync(MeterStage stage, int count)
    {
        int[] contracts = await stage.Imported.OneAsync<int[]>(
            "SELECT array_agg(DISTINCT contract::integer ORDER BY contract::integer) FROM meter_device");
        DeviceRegistration registration = new(stage.Database);
        List<MeterSample> water = [];
        for (int number = 0; number < count; number++)
        {
            Assert.True(await registration.AddAsync(
                new NewDevice($"late-{number}", new ContractNumber(contracts[number % contracts.Length]))
                {
                    Since = MeterStage.July.AddDays(-1),
                },
                "a test", Cancellation));
            foreach ((int days, long litres) in new[] { (3, 0L), (29, 20_300), (33, 24_100), (45, 31_900) })
            {
                water.Add(new MeterSample(
                    $"late-{number}", MeterStage.July.AddDays(days), litres + (number * 37), null, 0));
            }
        }

        return [.. water];
    }

    /// <summary>What the contract's standing and closed cycles say is what the kept readings say.</summary>
    private static async Task AgreesAsync(MeterStage stage, string device)
    {
        int contract = await ContractAsync(stage, device);
        foreach ((DateOnly first, DateOnly last, int cycle) in new[]
        {
            (new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31), 202607),
            (new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 31), 202608),
        })
        {
            MeteredUsage? used = await new MeteredUsageQuery(stage.Database).OfAsync(
                new ContractNumber(contract), first, last, byHour: true, Cancellation);
            long kept = await stage.Imported.OneAsync<long>($"""
                SELECT coalesce(sum(used_litres), 0)::bigint FROM (
                    SELECT used_litres FROM meter_cycle WHERE contract = {contract} AND cycle = {cycle}
                    UNION ALL
                    SELECT used_litres FROM meter_standing WHERE contract = {contract} AND cycle = {cycle}) u
                """);
            Assert.Equal(used!.Litres, kept);
            Assert.Equal((cycle, used.Litres), (cycle, (long)(used.Slices.Sum(one => one.Quantity) * 1_000)));
        }
    }

    private static async Task BilledAlikeAsync(MeterStage stage, string device, int cycle)
    {
        int contract = await ContractAsync(stage, device);
        BillMaker maker = new(
            (await LegacyPlans.LoadAsync(stage.Database, Cancellation)).Book,
            ConsumptionRules.Default with { ReviewZero = false });
        RatedBill bill = new();
        BillInput input = await InputAsync(stage, contract, cycle);
        Assert.IsType<BillingVerdict.Billed>(maker.Make(input, [], bill));
        Assert.Equal(bill.Total.Centavos, await stage.Imported.OneAsync<long>(
            $"SELECT amount::bigint FROM meter_charge WHERE contract = {contract} AND cycle = {cycle}"));
    }

    private static async Task<BillInput> InputAsync(MeterStage stage, int contract, int cycle)
    {
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            stage.Database, new BillScope(null, new BillingCycle((short)(cycle / 100), (byte)(cycle % 100))),
            await LegacyPlans.LoadAsync(stage.Database, Cancellation), Cancellation);
        LoadedRange loaded = await loader.LoadAsync(new ContractRange(contract, contract), false, Cancellation);
        LoadedBill one = Assert.Single(loaded.Bills);
        Assert.Null(one.Reason);
        return one.Input;
    }

    /// <summary>The only meter of a contract that can be billed, far from where its dials turn.</summary>
    private static async Task<string> BilledAsync(MeterStage stage)
    {
        await stage.StoreAsync([
            .. stage.Counts.Select(one => new MeterSample(one.Key, MeterStage.July.AddHours(-1), one.Value, null, 0)),
        ]);
        string device = await stage.Imported.OneAsync<string>("""
            SELECT min(d.device::text) FROM meter_device d JOIN meter_charge c ON c.contract = d.contract
            JOIN meter_standing s ON s.device = d.number
            WHERE c.cycle = 202607 AND c.problem IS NULL AND d.until IS NULL AND s.last_litres > 500000
                AND s.last_litres < d.turns_at / 2 AND d.turns_at - s.last_litres > 40000000
                AND (SELECT count(*) FROM meter_device o WHERE o.contract = d.contract) = 1
            """);
        await using NpgsqlCommand forget = stage.Database.Command("DELETE FROM meter_intake");
        await forget.ExecuteNonQueryAsync(Cancellation);
        return device;
    }

    /// <summary>Ten days of July, a cubic metre a day.</summary>
    private static MeterSample[] Water(MeterStage stage, string device) =>
    [
        .. Enumerable.Range(0, 9).Select(day => new MeterSample(
            device, MeterStage.July.AddDays(day), stage.Counts[device] + (day * 800), null, 0)),
    ];

    /// <summary>A new meter under the same name, day by day from the reset on.</summary>
    private static MeterSample[] Replaced(string device, int first, int last) =>
    [
        .. Enumerable.Range(first, last - first + 1).Select(day => new MeterSample(
            device, Reset.AddDays(day), 12 + (day * 700), null, 0)),
    ];

    private static Task<int> ContractAsync(MeterStage stage, string device) => stage.Imported.OneAsync<int>(
        $"SELECT contract::integer FROM meter_device WHERE device = '{device}'");

    private static Task<long> QuestionedAsync(MeterStage stage) =>
        stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_reading WHERE state = 'Q'");

    private static Task<string> CyclesAsync(MeterStage stage) => stage.Imported.OneAsync<string>("""
        SELECT string_agg(d.device || ' ' || c.cycle || ' ' || c.opening_litres || ' ' || c.used_litres || ' '
            || c.closing_at, ', ' ORDER BY d.device, c.cycle)
        FROM meter_cycle c JOIN meter_device d ON d.number = c.device
        """);

    private static string Text(DateTimeOffset at) => InstantOption.Text(at);

    private static Task<(int Code, string Output)> DecideAsync(
        MeterStage stage, string decision, string device, DateTimeOffset at) =>
        RunAsync(stage, decision, "--device", device, "--at", Text(at), "--reason", "replaced", "--who", "ana");

    private static async Task<string> FailsAsync(
        MeterStage stage, string decision, string device, DateTimeOffset at)
    {
        (int code, string output) = await DecideAsync(stage, decision, device, at);
        Assert.Equal(1, code);
        return output;
    }

    private static async Task<(int Code, string Output)> RunAsync(MeterStage stage, params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler")
        {
            QuestionedCommand.Create(),
            DecisionCommand.CreateRestart(),
            DecisionCommand.CreateAccept(),
        };
        int code = await CommandRunner.RunAsync(
            root, [.. args, "--database", stage.Imported.ConnectionString], output, output);
        return (code, output.ToString());
    }
}
