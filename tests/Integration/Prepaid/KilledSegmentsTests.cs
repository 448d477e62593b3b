using System.Diagnostics;
using System.Globalization;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Prepaid;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>Runs of segments are processes of their own here, and are really killed.</summary>
public sealed class KilledSegmentsTests(PostgresCluster cluster)
{
    private const int Kills = 15;
    private const int Days = 5;
    private const int Agreements = 40;
    private const int Seed = 20261121;
    private const int LongestLifeMs = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_anywhere_each_segment_is_posted_once_as_by_a_run_that_nobody_disturbed()
    {
        await using PrepaidStage quiet = await CreateAsync();
        await using PrepaidStage killed = await CreateAsync();
        Random random = new(Seed);
        int kills = 0;
        for (DateOnly day = PrepaidStage.Since; day < PrepaidStage.Since.AddDays(Days); day = day.AddDays(1))
        {
            Assert.Equal(0, (await Segments(quiet).RunAsync(day, again: false, 2, Cancellation)).Problems);
            int[] lives = [.. Enumerable.Range(0, Kills / Days).Select(_ => random.Next(LongestLifeMs))];
            kills += (await Task.WhenAll(lives.Select(life => KillAsync(killed, day, life)))).Sum();
            Assert.Equal(0, (await Segments(killed).RunAsync(day, again: false, 2, Cancellation)).Problems);
        }

        // One that was done before its end came would have been killed nowhere.
        Assert.InRange(kills, Kills / 3, Kills);
        Assert.InRange(
            await quiet.OneAsync<long>("SELECT count(*) FROM ledger_entry WHERE kind = 'prepaid-charged'"),
            Agreements * (Days - 1), Agreements * Days);
        Assert.Equal(await FingerprintAsync(quiet), await FingerprintAsync(killed));
        Assert.Equal(0, await killed.OneAsync<long>(
            "SELECT coalesce(sum(a), 0)::bigint FROM (SELECT unnest(amounts) AS a FROM ledger_entry) s"));
        await killed.AssertSoundAsync();
    }

    /// <summary>Agreements with meters that counted every six hours, the same in each.</summary>
    private async Task<PrepaidStage> CreateAsync()
    {
        PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        string plan = stage.Plans.Codes.First(code => code != PrepaidStage.Simple
            && stage.Plans.On(code, PrepaidStage.Since) is not null);
        foreach (int contract in await stage.ContractsAsync(Agreements))
        {
            await stage.EnrolAsync(contract, plan);
            if (contract % 2 == 0)
            {
                await stage.PayAsync(contract, 200_00, "t1");
            }
        }

        await stage.ExecuteAsync("""
            INSERT INTO meter_device (device, contract, turns_at, since, registered_by)
            SELECT 'm' || contract, contract, 1000000000, '2020-01-01', 'a test' FROM prepaid_account
            ORDER BY contract;
            INSERT INTO meter_reading (device, at, received_at, litres, flags, state)
            SELECT d.number, '2026-02-28'::timestamptz + at * interval '6 hours', now(),
                at * (100 + d.contract % 700), 0, 'R'
            FROM meter_device d, generate_series(0, 60) AS at
            """);
        return stage;
    }

    private static PrepaidSegments Segments(PrepaidStage stage) => new(
        stage.Database, stage.Ledger, stage.Plans, new MeteredUsageQuery(stage.Database), TimeProvider.System);

    /// <returns>1 where it was at work still.</returns>
    private static async Task<int> KillAsync(PrepaidStage stage, DateOnly day, int life)
    {
        using Process worker = Start(stage, day);
        await worker.StandardOutput.ReadLineAsync(Cancellation);
        await Task.Delay(life, Cancellation);
        int alive = worker.HasExited ? 0 : 1;
        worker.Kill();
        await worker.WaitForExitAsync(Cancellation);
        return alive;
    }

    private static Process Start(PrepaidStage stage, DateOnly day) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            typeof(Strangler.ParallelRun.Prepaid.PrepaidCommand).Assembly.Location, "prepaid", "segment", "--day",
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--workers", "2", "--batch", "1", "--database",
            stage.Address,
        ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static Task<string> FingerprintAsync(PrepaidStage stage) => stage.OneAsync<string>("""
        SELECT concat_ws(' ',
            (SELECT md5(string_agg(concat_ws(',', contract, version, idempotency_key, kind, booked_on, current_change,
                accounts::text, amounts::text), ';' ORDER BY contract, version)) FROM ledger_entry),
            (SELECT md5(string_agg(concat_ws(',', contract, month, through, accounts::text, amounts::text, revision,
                litres, carried_out), ';' ORDER BY contract, month)) FROM prepaid_month),
            (SELECT md5(string_agg(concat_ws(',', contract, through, owed, requested, loaded, used, problem), ';'
                ORDER BY contract)) FROM prepaid_account))
        """);
}
