using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Payments.Reconciling;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>What is reconciled in the database is what the rules say, to the centavo, whatever interrupts it.</summary>
public sealed class ReconciliationTests(PostgresCluster cluster)
{
    private static readonly FeeTerms Terms = new(2.9m, new Money(2_50), 16);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_run_killed_again_and_again_ends_as_the_rules_say(int seed)
    {
        await using StatementStage stage = await StatementStage.CreateAsync(cluster);
        (List<StatementLine> lines, List<FactMoney> facts) = Sample(new Random(seed));
        await stage.KeepAsync(facts);
        foreach (IGrouping<long, StatementLine> file in lines.GroupBy(line => line.Key.Statement))
        {
            Assert.IsType<StatementOutcome.Taken>(await stage.AddAsync(file, (byte)file.Key));
        }

        int kills = 0;
        Reconciliation reconciliation = new(stage.Database);
        while (true)
        {
            try
            {
                await reconciliation.RunAsync(
                    StatementStage.Scope, Terms, new Killer(7 + (kills * 3)), Cancellation);
                break;
            }
            catch (InvalidOperationException)
            {
                kills++;
            }
        }

        string[] expected =
        [
            .. StatementReconciler.Run(lines, facts, Terms).OrderBy(end => end.Line.Key).Select(StatementStage.Told),
        ];
        Assert.True(kills > 1, $"{kills} kills");
        Assert.Equal(expected, await stage.EndsAsync());
        ReconciliationReport report = await new ReconciliationReports(stage.Database).OfAsync(
            StatementStage.Scope, Cancellation);
        Assert.Equal(lines.Sum(line => line.Net.Centavos), report.Total.Net.Centavos);
        Assert.Equal(report.Total.Net, report.Total.Matched + report.Total.Explained + report.Total.Listed);
        Assert.Equal(Money.Zero, report.Total.Open);
        Assert.Equal(
            facts.Where(fact => fact.Day <= lines.Max(line => line.Day)).Sum(fact => fact.Amount.Centavos),
            report.Total.Matched.Centavos + report.Missing.Sum(one => one.Amount.Centavos));
    }

    [Fact]
    public async Task A_bank_line_is_explained_by_what_the_settlement_before_it_kept()
    {
        await using StatementStage stage = await StatementStage.CreateAsync(cluster);
        await stage.KeepAsync([new("a", "c1", null, new Money(50_00), StatementStage.First, 'S')]);
        Cost kept = new(new Money(1_00), new Money(16), Money.Zero);
        Reconciliation reconciliation = new(stage.Database);
        StatementLine settled = Line(1, "50", "c1") with { Fee = kept.Fee, FeeTax = kept.Tax };
        await stage.AddAsync([settled with { Net = settled.Gross - kept.Total }], 1);
        await stage.AddAsync([Line(1, "48.84", "c1") with { Key = new LineKey(2, 1) }], 2, "B");

        await reconciliation.RunAsync(StatementStage.Scope, FeeTerms.None, null, Cancellation);
        await reconciliation.RunAsync(
            StatementStage.Scope with { Kind = StatementKind.BankStatement }, FeeTerms.None, null, Cancellation);

        Assert.Equal(
            ["1/1 explained key 100 5000 -116 0  a", "2/1 explained key 100 5000 -116 0  a"], await stage.EndsAsync());
    }

    [Fact]
    public async Task A_payment_that_becomes_known_later_is_found_by_the_next_run()
    {
        await using StatementStage stage = await StatementStage.CreateAsync(cluster);
        FactMoney fact = new("a", "c1", null, new Money(50_00), StatementStage.First, 'S');
        await stage.AddAsync(
            [Line(1, "50", "c1"), Line(2, "9", null)], 1);
        Reconciliation reconciliation = new(stage.Database);

        Assert.Equal(2, await reconciliation.RunAsync(
            StatementStage.Scope, FeeTerms.None, null, Cancellation));
        Assert.True(await new PaymentWorkDesk(stage.Database, null!).DismissAsync(1, 2, "ana", "a gift", Cancellation));
        await stage.KeepAsync([fact]);
        Assert.Equal(1, await reconciliation.RunAsync(
            StatementStage.Scope, FeeTerms.None, null, Cancellation));

        Assert.Equal(
            ["1/1 matched key 100 5000 0 0  a", "1/2 explained none 0 0 900 0 dismissed "], await stage.EndsAsync());
        ReconciliationReport report = await new ReconciliationReports(stage.Database).OfAsync(
            StatementStage.Scope, Cancellation);
        Assert.False(report.HasWork);
        Assert.Contains(report.Days, day => day is { Channel: 'S', Lines: 1, Matched.Centavos: 50_00 });
        FactTrace decided = Assert.Single(
            await new PaymentWorkList(stage.Database).TraceAsync(1, 2, Cancellation));
        Assert.StartsWith("ana", decided.Detail);
    }

    [Fact]
    public async Task A_file_with_a_wrong_line_leaves_nothing_but_its_reasons_and_a_whole_file_counts_once()
    {
        await using StatementStage stage = await StatementStage.CreateAsync(cluster);
        StatementStore store = new(stage.Database);
        StatementFile file = new(StatementStage.Provider, "S", "july.csv", new byte[32], "ana");

        Assert.IsType<StatementOutcome.Refused>(await store.AddAsync(
            file, [Line(1, "50", "c1")], () => [new(2, "day is none")], Cancellation));
        Assert.Null(await store.FindAsync(file.Digest, Cancellation));
        Assert.IsType<StatementOutcome.Taken>(await store.AddAsync(
            file, [Line(1, "50", "c1")], () => [], Cancellation));
        StatementOutcome.Known known = Assert.IsType<StatementOutcome.Known>(await store.AddAsync(
            file with { Name = "copy.csv" }, [Line(1, "50", "c1")], () => [], Cancellation));

        Assert.Equal(("july.csv", 1, new Money(50_00)), (
            known.Statement.Name, known.Statement.Lines, known.Statement.Net));
    }

    private static StatementLine Line(int number, string pesos, string? charge)
    {
        Money amount = Money.FromPesos(decimal.Parse(pesos, null));
        return new StatementLine(
            new LineKey(1, number), $"n{number}", StatementStage.First, amount, Money.Zero, Money.Zero, amount, null,
            charge);
    }

    /// <summary>Two files that overlap, and payments of which some are not in them.</summary>
    private static (List<StatementLine> Lines, List<FactMoney> Facts) Sample(Random random)
    {
        List<StatementLine> lines = [];
        List<FactMoney> facts = [];
        for (int at = 1; at <= 1_500; at++)
        {
            DateOnly day = StatementStage.First.AddDays(random.Next(0, 12));
            Money amount = new(((random.Next(1, 9) * 100_00) + random.Next(3)) * (random.Next(9) == 0 ? -1 : 1));
            FactMoney fact = new(
                $"f{at}", random.Next(3) == 0 ? null : $"c{random.Next(1_000)}",
                random.Next(4) == 0 ? null : PaymentReference.Of(new ContractNumber(1 + random.Next(300))), amount, day,
                "OSC"[random.Next(3)]);
            Cost cost = random.Next(2) == 0 ? Terms.Of(amount, 1) : default;
            facts.Add(fact);
            if (random.Next(15) > 0)
            {
                lines.Add(new StatementLine(
                    new LineKey(1 + (at / 800), at), $"n{(random.Next(40) == 0 ? at / 2 : at)}",
                    day.AddDays(random.Next(5)), amount, cost.Fee, cost.Tax, amount - cost.Total, fact.Reference,
                    random.Next(6) == 0 ? null : fact.Charge));
            }
        }

        lines.AddRange(lines.Where(line => line.Key.Statement == 1).TakeLast(50)
            .Select(line => line with { Key = new LineKey(2, line.Key.Line + 10_000) }).ToArray());
        return (lines, facts);
    }

    private sealed class Killer(int after) : IProgress<ReconciliationStep>
    {
        private int _left = after;

        public void Report(ReconciliationStep value)
        {
            if (--_left == 0)
            {
                throw new InvalidOperationException("killed");
            }
        }
    }
}
