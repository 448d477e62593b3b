using Strangler.Core.Adjustments;
using Strangler.Core.Identity;
using Strangler.Core.Receivables;
using Strangler.Postgres.Adjustments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Tests.Integration.Adjustments;

/// <summary>Whatever is done to invoices in whatever order, the books are right and nothing is done twice.</summary>
public sealed class RandomAdjustmentTests(AdjustedDatabase database) : IClassFixture<AdjustedDatabase>
{
    private const int Seed = 20260711;
    private const int Steps = 150;
    private const int Invoices = 6;

    private static readonly DateOnly Today = new(2026, 3, 20);
    private readonly Random _random = new(Seed);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Books_are_right_after_any_sequence_of_adjustments_and_payments()
    {
        int[] contracts = await database.OneAsync<int[]>($"""
            SELECT array_agg(contract) FROM (
                SELECT d.contract::integer FROM billing_document d JOIN legacy_contract c ON c.number = d.contract
                WHERE d.quantity > 10 AND c.since < '2025-01-01' AND NOT EXISTS (
                    SELECT 1 FROM import_quarantine q WHERE q.contract = c.number)
                ORDER BY d.contract LIMIT {Invoices}) AS taken
            """);
        string[] numbers = new string[Invoices];
        for (int at = 0; at < Invoices; at++)
        {
            numbers[at] = await database.InvoiceAsync(contracts[at]);
        }

        await using AdjustmentDesk desk = await AdjustmentDesk.OpenAsync(
            database.Billed.Imported.Database, TimeProvider.System, Cancellation);
        Dictionary<string, int> outcomes = [];
        for (int step = 0; step < Steps; step++)
        {
            int which = _random.Next(Invoices);
            string outcome = _random.Next(5) == 0
                ? await PayAsync(contracts[which], step)
                : await AdjustAsync(desk, numbers[which], step);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (step % 10 == 9)
            {
                await AssertSoundAsync();
            }
        }

        string told = $"Seed {Seed}: " + string.Join(", ", outcomes.Select(one => $"{one.Key} {one.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        foreach (string never in (string[])["OriginalDiffers", "NotRated", "LedgerRefused", "UnknownInvoice"])
        {
            Assert.False(outcomes.ContainsKey(never), told);
        }

        Assert.True(outcomes.GetValueOrDefault("Made") > 20 && outcomes.GetValueOrDefault("Disputed") > 5, told);
    }

    /// <summary>Each order is given twice: the second time it is refused and changes nothing.</summary>
    private async Task<string> AdjustAsync(AdjustmentDesk desk, string invoice, int step)
    {
        AdjustmentOrder order = new("ana", "a test", Today, Simulate: false, $"{step}");
        AdjustmentCause? cause = Cause();
        Money amount = new(_random.NextInt64(0, 60_000));
        bool opens = _random.Next(2) == 0;
        Task<AdjustmentOutcome> Order() => cause is not null ? desk.AdjustAsync(invoice, cause, order, Cancellation)
            : opens ? desk.DisputeAsync(invoice, amount, order, Cancellation)
            : desk.ResolveAsync(invoice, amount, order, Cancellation);

        AdjustmentOutcome outcome = await Order();
        if (outcome is AdjustmentOutcome.Made or AdjustmentOutcome.Disputed)
        {
            long entries = await database.OneAsync<long>("SELECT count(*) FROM ledger_entry");
            Assert.IsType<AdjustmentOutcome.Refused>(await Order());
            Assert.Equal(entries, await database.OneAsync<long>("SELECT count(*) FROM ledger_entry"));
        }

        return outcome is AdjustmentOutcome.Refused refused ? $"{refused.Reason}" : outcome.GetType().Name;
    }

    private AdjustmentCause? Cause() => _random.Next(6) switch
    {
        0 => new AdjustmentCause.Leak(_random.Next(40), _random.Next(1, 101) / 100m),
        1 => new AdjustmentCause.Gap(
            new DateOnly(2026, 2, _random.Next(1, 20)), new DateOnly(2026, 2, _random.Next(10, 28)),
            _random.Next(2) == 0 ? null : _random.Next(4)),
        2 => new AdjustmentCause.Programme("pensioner", Granted: true),
        3 => new AdjustmentCause.Programme("pensioner", Granted: false),
        _ => null,
    };

    private async Task<string> PayAsync(int contract, int step)
    {
        await using LedgerStore ledger = new(database.Billed.Imported.Database, TimeProvider.System);
        ReceivableDesk desk = new(database.Billed.Imported.Database, ledger, TimeProvider.System);
        Money amount = new(_random.NextInt64(1, 50_000));
        Task<ReceivableOutcome> Pay() => desk.PayAsync(
            new ContractNumber(contract), $"P{step}", amount, Today, "ana", Cancellation);
        Assert.False(Assert.IsType<ReceivableOutcome.Done>(await Pay()).Repeated);
        Assert.True(Assert.IsType<ReceivableOutcome.Done>(await Pay()).Repeated);
        return "Paid";
    }

    private async Task AssertSoundAsync()
    {
        await database.AssertSoundAsync();
        Assert.Equal(0L, await database.OneAsync<long>("""
            SELECT count(*) FROM ledger_stream s WHERE to_offset < 0 OR available < 0 OR blocked <> coalesce((
                SELECT sum(amount) FROM billing_dispute d WHERE d.contract = s.contract AND d.resolved_at IS NULL), 0)
            """));
    }
}
