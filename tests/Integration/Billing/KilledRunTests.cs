using System.Diagnostics;
using System.Globalization;
using Strangler.Core.Debts;
using Strangler.Postgres.Billing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Billing;

/// <summary>Workers are processes of their own here, and are really killed.</summary>
public sealed class KilledRunTests(PostgresCluster cluster)
{
    private const int Kills = 50;
    private const int Seed = 20260221;
    private const int LongestLifeMs = 150;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_fifty_times_anywhere_nothing_is_lost_and_nothing_billed_twice()
    {
        await using BilledDatabase quiet = await BilledDatabase.CreateAsync(cluster);
        await using BilledDatabase killed = await BilledDatabase.CreateAsync(cluster);
        Random random = new(Seed);
        int kills = 0;
        foreach (BillingCycle cycle in (BillingCycle[])[new(2026, 1), new(2026, 2), new(2026, 3)])
        {
            await quiet.RunAsync(new NewBillingRun(null, cycle, "test"));
            BillingRun run = await killed.PlanAsync(new NewBillingRun(null, cycle, "test", ChunkContracts: 1));
            int share = cycle.Period == 3 ? Kills - kills : Kills / 3;
            kills += await KillWorkersAsync(killed, run.Id, share, random);
            await FinishAsync(killed, run.Id);
        }

        Assert.Equal(Kills, kills);
        Assert.Equal(await quiet.FingerprintAsync(), await killed.FingerprintAsync());
        await killed.AssertSoundAsync();
    }

    /// <summary>Two at a time: each lives for a moment after it said it works, then it is killed.</summary>
    private static async Task<int> KillWorkersAsync(BilledDatabase database, int run, int times, Random random)
    {
        int[] lives = [.. Enumerable.Range(0, times).Select(_ => random.Next(LongestLifeMs))];
        int killed = 0;
        await Parallel.ForEachAsync(
            lives, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancellation },
            async (life, cancellation) =>
            {
                using Process worker = Start(database, run);
                await worker.StandardOutput.ReadLineAsync(cancellation);
                await Task.Delay(life, cancellation);
                // One that was done already would have been killed nowhere.
                Interlocked.Add(ref killed, worker.HasExited ? 0 : 1);
                worker.Kill();
                await worker.WaitForExitAsync(cancellation);
            });
        return killed;
    }

    private static async Task FinishAsync(BilledDatabase database, int run)
    {
        BillingRun? left = await new BillingRunStore(database.Imported.Database).FindAsync(run, Cancellation);
        BillingRun done = await database.WorkAsync(left!);
        Assert.Equal(BillingRunState.Posted, done.State);
    }

    private static Process Start(BilledDatabase database, int run) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            typeof(Strangler.ParallelRun.BillingRuns.BillingWork).Assembly.Location, "billing", "resume",
            run.ToString(CultureInfo.InvariantCulture), "--lease", "1", "--workers", "1", "--database",
            database.Imported.ConnectionString,
        ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
