using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Payments.Facts;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>
/// Many sources at once, repetitions, things taken back, and connections killed in between: each fact counts once. A
/// million: PAYMENT_FACTS=1000000.
/// </summary>
public sealed class FactStormTests(PostgresCluster cluster)
{
    private const int Sources = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Wanted => int.TryParse(
        Environment.GetEnvironmentVariable("PAYMENT_FACTS"), CultureInfo.InvariantCulture, out int count)
        ? count : 6_000;

    [Fact]
    public async Task Whatever_is_told_how_often_and_killed_when_counts_once_and_debts_are_what_a_recount_gives()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        FactApplier[] appliers = [stage.Applier, stage.NewApplier()];
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task killing = KillAsync(stage, new Random(seed), over.Token);

        List<PaymentFact>[] told = await Task.WhenAll(Enumerable.Range(0, Sources).Select(source => Task.Run(
            () => TellAsync(stage, appliers, $"s{source}", new Random(seed + source), Wanted / Sources))));
        await over.CancelAsync();
        await killing;
        await DrainAsync(stage);

        Dictionary<int, long> expected = new(stage.Owed);
        foreach (PaymentFact fact in told.SelectMany(one => one))
        {
            long centavos = fact.Amount.Centavos;
            expected[ContractOf(fact)] += fact.Kind == PaymentFactKind.Paid ? -centavos : centavos;
        }

        Dictionary<int, long> net = await stage.NetAsync();
        Assert.Empty(expected.Where(one => net.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => $"{one.Key}: {one.Value} expected, {net.GetValueOrDefault(one.Key)} found"));
        Assert.Equal(told.Sum(one => one.Count), await stage.OneAsync<long>(
            "SELECT count(*) FROM payment_fact WHERE state = 'applied'"));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM payment_fact WHERE state <> 'applied'"));
        await stage.AssertSoundAsync();
    }

    private static int ContractOf(PaymentFact fact) =>
        int.Parse(fact.Reference![2..10], CultureInfo.InvariantCulture);

    /// <returns>What one source told, each once.</returns>
    private static async Task<List<PaymentFact>> TellAsync(
        FactStage stage, FactApplier[] appliers, string source, Random random, int count)
    {
        int[] contracts = [.. stage.Owed.Keys];
        List<PaymentFact> told = [];
        Dictionary<string, long> left = [];
        while (told.Count < count)
        {
            List<PaymentFact> some = [];
            for (int one = random.Next(1, 40); one > 0; one--)
            {
                PaymentFact fact = Next(source, told, left, contracts, random);
                told.Add(fact);
                some.AddRange(Enumerable.Repeat(fact, random.Next(1, 4)));
            }

            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(some));
            await Task.WhenAll(some.Select(fact => UntilKeptAsync(stage, fact)));
            await ApplyAsync(appliers[random.Next(2)], some, random);
        }

        return told;
    }

    private static PaymentFact Next(
        string source, List<PaymentFact> told, Dictionary<string, long> left, int[] contracts, Random random)
    {
        PaymentFact? earlier = told.Count > 0 && random.Next(5) == 0 ? told[random.Next(told.Count)] : null;
        string key = $"{source}-{told.Count}";
        if (earlier is { Kind: PaymentFactKind.Paid } && left[earlier.Charge!] is > 0 and long open)
        {
            long part = random.Next(2) == 0 ? open : random.NextInt64(1, open + 1);
            left[earlier.Charge!] -= part;
            PaymentFactKind kind = random.Next(3) switch
            {
                0 => PaymentFactKind.Reversed,
                1 => PaymentFactKind.ChargedBack,
                _ => PaymentFactKind.Refunded,
            };
            return earlier with { Key = key, Kind = kind, Amount = new Money(part) };
        }

        PaymentFact paid = FactStage.Paid(key, contracts[random.Next(contracts.Length)], random.Next(1, 900_00)) with
        {
            Provider = source,
        };
        left[paid.Charge!] = paid.Amount.Centavos;
        return paid;
    }

    /// <summary>As a provider: again until it is told that it is kept.</summary>
    private static async Task UntilKeptAsync(FactStage stage, PaymentFact fact)
    {
        while (true)
        {
            try
            {
                await stage.Store.StoreAsync(fact, FactSource.Webhook, Cancellation);
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
            }
        }
    }

    /// <summary>Cut off now and then, at any point.</summary>
    private static async Task ApplyAsync(FactApplier applier, List<PaymentFact> facts, Random random)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (random.Next(4) == 0)
        {
            limit.CancelAfter(random.Next(30));
        }

        try
        {
            await applier.ApplyAsync([.. facts.Distinct()], confirmed: true, limit.Token);
        }
        catch (Exception)
        {
            // Whatever breaks off, what stands afterwards is looked at: the driver has its own words for a killed
            // session.
        }
    }

    /// <summary>Ends a session of the database wherever it is, some times a second.</summary>
    private static async Task KillAsync(FactStage stage, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(random.Next(100, 400), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await stage.OneAsync<long>("""
                    SELECT count(pg_terminate_backend(pid)) FROM (
                        SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                            AND pid <> pg_backend_pid() AND state <> 'idle' ORDER BY random() LIMIT 1) one
                    """);
            }
            catch (NpgsqlException)
            {
            }
        }
    }

    /// <summary>A fact that is put off again and again stays, and the assertions find it.</summary>
    private static async Task DrainAsync(FactStage stage)
    {
        for (int round = 0; round < 20; round++)
        {
            await stage.OneAsync<long>("""
                WITH due AS (
                    UPDATE payment_fact SET due_at = clock_timestamp() - interval '1 minute'
                    WHERE state = 'received' RETURNING 1)
                SELECT count(*) FROM due
                """);
            while (await stage.Applier.TakeDueAsync(FactApplier.BatchLimit, Cancellation) is { Count: > 0 } due)
            {
                await stage.Applier.ApplyAsync([.. due.Select(one => one.Fact)], confirmed: true, Cancellation);
            }
        }
    }
}
