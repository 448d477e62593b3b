using System.Collections.Concurrent;
using Npgsql;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Writes;

/// <summary>
/// Payments are sent by several at once and again, while gateways are killed, routes change and legacy fails, before
/// and after it has taken them.
/// </summary>
public sealed class WriteStormTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const int Payments = 2_500;
    private const int SendersOfEach = 4;
    private const int Contracts = 200;
    private const int Parallel = 96;
    private const int Kills = 6;
    private const int Seed = 20261121;

    private static readonly string[] Failures =
        ["""{"mode":"half","times":3}""", """{"mode":"reset","times":3}""", """{"mode":"error500","times":3}""",
        """{"mode":"hang","times":2}""", """{"mode":"slow","delayMs":300,"times":3}"""];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string[] Settings =>
    [
        "--Legacy:Timeout=00:00:01", "--Legacy:BreakerMinimumCalls=100000", "--Writes:TwinWait=00:00:03",
        "--Writes:ReadTimeout=00:00:02", "--Writes:Leeway=00:00:01", "--Writes:SettleTime=00:00:00.500",
        "--Writes:ReconcileEvery=00:00:00.500", "--Native:WriteTimeout=00:00:03", "--Shadow:NoiseShare=0",
    ];

    [Fact]
    public async Task Ten_thousand_writes_in_a_storm_have_one_effect_and_one_owner_each_and_the_ledger_adds_up()
    {
        SampleCustomer[] owing =
        [
            .. SampleCustomer.All.Where(one => SampleExtract.Committed.Indebted.Any(
                debt => debt.Number == one.Contract && debt.Owed > 20)).Take(Contracts),
        ];
        Assert.True(owing.Length > 10);
        Random random = new(Seed);
        StormedPayment[] payments =
        [
            .. Enumerable.Range(1, Payments).Select(number => new StormedPayment(
                number, owing[random.Next(owing.Length)], random.Next(1, 10))),
        ];
        Dictionary<int, Money> before = await NetAsync(owing);
        await using GatewayProcess one = NewGateway("one");
        await using GatewayProcess two = NewGateway("two");
        await one.StartAsync();
        await two.StartAsync();
        ConcurrentDictionary<int, ConcurrentBag<string>> answers = new();
        using CancellationTokenSource calm = new();
        Task[] weather = [FlipAsync(calm.Token), FailAsync(calm.Token), KillAsync([one, two], calm.Token)];
        await SendAllAsync(payments, [one.Address, two.Address], answers);
        await calm.CancelAsync();
        await Task.WhenAll(weather);
        await stage.UprootAsync();

        Assert.All(answers.Values, said => Assert.Single(said.Distinct()));
        Assert.Equal(Payments, answers.Count);
        await AssertOneEffectAsync(payments, before, await NetAsync(owing));
        await AssertLedgerAsync();
    }

    private static async Task SendAllAsync(
        StormedPayment[] payments, Uri[] gateways, ConcurrentDictionary<int, ConcurrentBag<string>> answers)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        (StormedPayment, int)[] sends =
            [.. payments.SelectMany(one => Enumerable.Range(0, SendersOfEach).Select(sender => (one, sender)))];
        // Twins come at once, or much later.
        new Random(Seed).Shuffle(sends.AsSpan(sends.Length / 2));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            sends, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = limit.Token },
            async (send, cancellation) =>
            {
                (StormedPayment payment, int sender) = send;
                for (int tried = 0; ; tried++)
                {
                    if (await TryAsync(payment.Call, gateways[(sender + tried) % gateways.Length]) is { } answer)
                    {
                        answers.GetOrAdd(payment.Number, _ => []).Add(answer);
                        return;
                    }

                    // Longer each time, as callers do: else the storm is about who asks whether it is known yet.
                    await Task.Delay(Math.Min(50 << Math.Min(tried, 3), 300), cancellation);
                }
            });
    }

    private static async Task<string?> TryAsync(OperationCall call, Uri gateway)
    {
        try
        {
            ExplainedAnswer answer = await call.AskAsync(gateway);
            return StormedPayment.IsTaken(answer) ? answer.Text : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private async Task FlipAsync(CancellationToken calm)
    {
        string[] modes = ["native", "legacy", "shadow"];
        for (int flip = 0; !calm.IsCancellationRequested; flip++)
        {
            await stage.RouteAsync(modes[flip % modes.Length], flip % 4 == 3 ? StranglingStage.Group : null);
            await Task.Delay(400, calm).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task FailAsync(CancellationToken calm)
    {
        for (int turn = 0; !calm.IsCancellationRequested; turn++)
        {
            await stage.PlantAsync(
                "failures", turn % 3 == 0 ? "cobrarReferenciaFrmPago" : "cobrarReferencia",
                Failures[turn % Failures.Length]);
            await Task.Delay(1_000, calm).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task KillAsync(GatewayProcess[] gateways, CancellationToken calm)
    {
        // Not for ever: a gateway that starts takes more of a slow machine than all the writes between two kills.
        for (int turn = 0; turn < Kills && !calm.IsCancellationRequested; turn++)
        {
            await Task.Delay(6_000, calm).ContinueWith(_ => { }, TaskScheduler.Default);
            await gateways[turn % gateways.Length].KillAsync();
            await gateways[turn % gateways.Length].StartAsync();
        }
    }

    private GatewayProcess NewGateway(string name) => new(
        [
            $"--STRANGLER_DB={stage.Connection}", $"--Legacy:Address={stage.Legacy.AbsoluteUri}",
            $"--Routing:LastKnownFile={Path.Combine(Path.GetTempPath(), $"storm-{name}-{Guid.NewGuid():N}")}",
            .. Settings,
        ]);

    /// <summary>What legacy says each owes, less its credit.</summary>
    private async Task<Dictionary<int, Money>> NetAsync(SampleCustomer[] customers)
    {
        Dictionary<int, Money> net = [];
        foreach (SampleCustomer customer in customers)
        {
            ExplainedAnswer answer = await new OperationCall(
                StormedPayment.Debt, "getImpagadosContrato", $"<contrato>{customer.Contract}</contrato>")
                .AskAsync(stage.Legacy);
            net[customer.Contract] = LegacyMoney.Read(answer.Body)!.Value;
        }

        return net;
    }

    private async Task AssertOneEffectAsync(
        StormedPayment[] payments, Dictionary<int, Money> before, Dictionary<int, Money> after)
    {
        Assert.Equal(0, await NumberAsync("SELECT count(*) FROM write_record WHERE current AND state <> 'answered'"));
        Assert.Equal(Payments, await NumberAsync("SELECT count(*) FROM write_record WHERE current AND done"));
        Assert.Equal(Payments, await NumberAsync("SELECT count(DISTINCT business_key) FROM write_record WHERE done"));
        long native = await NumberAsync("SELECT count(*) FROM write_record WHERE done AND owner = 'native'");
        Assert.Equal(native, await NumberAsync("SELECT count(*) FROM native_payment"));
        Assert.Equal(native, await NumberAsync(
            "SELECT count(*) FROM native_payment p JOIN write_record w ON w.id::text = p.write AND w.owner = 'native'"
            + " AND w.amount = p.amount AND w.contract = p.contract AND w.done"));
        // Else the storm would have missed one side, or what it is about.
        Assert.InRange(native, Payments / 10, Payments * 9 / 10);
        Assert.True(await NumberAsync("SELECT count(*) FROM write_record WHERE resolved_by IS NOT NULL") > 0);
        long paid = payments.Sum(one => (long)one.Centavos);
        Assert.Equal(paid, await NumberAsync("SELECT sum(amount)::bigint FROM write_record WHERE done"));
        foreach ((int contract, Money owed) in before)
        {
            Assert.Equal(
                (owed - after[contract]).Centavos,
                await NumberAsync(
                    "SELECT coalesce(sum(amount), 0)::bigint FROM write_record"
                    + $" WHERE done AND owner = 'legacy' AND contract = {contract}"));
        }
    }

    private async Task AssertLedgerAsync()
    {
        List<LedgerFinding> found = [];
        await new LedgerAudit(stage.Database).VerifyAsync(null, found.Add, null, Cancellation);
        Assert.Empty(found);
        Assert.Equal(
            await NumberAsync("SELECT coalesce(sum(amount), 0)::bigint FROM native_payment"),
            await NumberAsync("SELECT coalesce(-sum(receivable - available), 0)::bigint FROM ledger_stream"));
        Assert.Equal(0, await NumberAsync("SELECT sum(debit - credit)::bigint FROM ledger_day_total"));
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using NpgsqlCommand command = stage.Database.Command(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
