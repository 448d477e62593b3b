using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Debits;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>Debts are collected by mandate: told, debited, and what comes back is followed up.</summary>
public sealed class DebitTests(PostgresCluster cluster)
{
    private static readonly DateOnly Today = new(2026, 7, 25);
    private static readonly Clabe Account = Clabe.Of("01218000123456789");
    private static readonly IDirectDebit Bank = Banks().Debits["bankfile"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_debt_is_told_debited_after_the_notice_and_paid_once()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: null);
        DebitRun run = new(stage.Database);

        DebitRunResult first = await run.RunAsync("bankfile", Today, "ana", Cancellation);
        DebitNotice notice = Assert.Single(first.Noticed);
        Assert.Equal((contract, stage.Owed[contract], Today.AddDays(5)),
            (notice.Contract.Value, notice.Amount.Centavos, notice.Day));
        Assert.Null(first.Batch);
        Assert.Null((await run.RunAsync("bankfile", Today.AddDays(4), "ana", Cancellation)).Batch);

        DebitRunResult second = await run.RunAsync("bankfile", Today.AddDays(5), "ana", Cancellation);
        Assert.Empty(second.Noticed);
        DebitInstruction debit = Assert.Single(second.Batch!.Debits);
        Assert.Equal((notice.Reference, Account, notice.Amount), (debit.Reference, debit.Account, debit.Amount));
        DebitBatch again = (await run.FindAsync("bankfile", second.Batch.Day, second.Batch.Number, Cancellation))!;
        Assert.Equal(Bank.Write(second.Batch), Bank.Write(again));
        Assert.Null((await run.RunAsync("bankfile", Today.AddDays(5), "ana", Cancellation)).Batch);

        byte[] answer = Answer(second.Batch, "00");
        DebitReturnOutcome.Taken taken =
            Assert.IsType<DebitReturnOutcome.Taken>(await ReadAsync(stage, answer, Today.AddDays(6)));
        Assert.Equal((1, 0, 1), (taken.Paid, taken.Failed, taken.Applied));
        Assert.Equal(0, (await stage.NetAsync())[contract]);
        Assert.IsType<DebitReturnOutcome.Repeated>(await ReadAsync(stage, answer, Today.AddDays(6)));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_debit_that_was_paid_and_comes_back_is_reversed_and_costs_a_fee_once()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: null);
        await stage.OneAsync<object>("UPDATE payment_debit_rules SET no_funds_codes = '{04,90}' RETURNING 1");
        DebitBatch batch = await BatchAsync(stage, Today);
        await ReadAsync(stage, Answer(batch, "00"), Today.AddDays(6));

        DebitReturnOutcome.Taken taken = Assert.IsType<DebitReturnOutcome.Taken>(
            await ReadAsync(stage, Answer(batch, "90"), Today.AddDays(7)));

        Assert.Equal((1, 1, 1, new Money(150_00)), (taken.Reversed, taken.Retried, taken.Applied, taken.Fees));
        Assert.Equal(stage.Owed[contract] + 150_00, (await stage.NetAsync())[contract]);
        Assert.Equal(150_00, await stage.OneAsync<long>($"""
            SELECT open FROM receivable_open WHERE contract = {contract} AND type = 3 AND number IS NOT NULL
            """));
        // The same told again in another file changes nothing.
        byte[] other = [.. Answer(batch, "91")];
        await ReadAsync(stage, other, Today.AddDays(8));
        Assert.Equal(stage.Owed[contract] + 150_00, (await stage.NetAsync())[contract]);
        await stage.AssertSoundAsync();

        // The retry, some days later, collects what it was told of; the fee stays for the next bill.
        DebitRunResult retry = await new DebitRun(stage.Database).RunAsync(
            "bankfile", Today.AddDays(12), "ana", Cancellation);
        Assert.Equal(batch.Debits.Single().Reference, retry.Batch!.Debits.Single().Reference);
        await ReadAsync(stage, Answer(retry.Batch, "00"), Today.AddDays(13));
        Assert.Equal(150_00, (await stage.NetAsync())[contract]);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task Debits_that_fail_are_tried_again_until_the_mandate_is_suspended()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: null);
        DebitRun run = new(stage.Database);
        DateOnly day = Today.AddDays(5);
        DebitBatch batch = await BatchAsync(stage, Today);
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            DebitReturnOutcome.Taken taken =
                Assert.IsType<DebitReturnOutcome.Taken>(await ReadAsync(stage, Answer(batch, "04"), day));
            Assert.Equal((attempt < 3 ? 1 : 0, attempt < 3 ? 0 : 1), (taken.Retried, taken.Stopped));
            day = day.AddDays(5);
            DebitRunResult next = await run.RunAsync("bankfile", day, "ana", Cancellation);
            Assert.Equal(attempt == 3, next.Batch is null);
            batch = next.Batch ?? batch;
        }

        Assert.Equal("suspended", await stage.OneAsync<string>("SELECT state FROM payment_mandate"));
        Assert.Equal(stage.Owed[contract] + (3 * 150_00), (await stage.NetAsync())[contract]);
        Assert.Empty((await run.RunAsync("bankfile", day.AddDays(9), "ana", Cancellation)).Noticed);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_file_with_one_wrong_line_changes_nothing()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: null);
        DebitBatch batch = await BatchAsync(stage, Today);
        DebitInstruction debit = batch.Debits.Single();
        foreach ((DebitBatch wrong, string reason) in new[]
        {
            (batch with { Debits = [debit with { Amount = debit.Amount - new Money(1) }] }, "amount"),
            (batch with { Debits = [debit, debit with { Reference = "0299" }] }, "reference"),
            (batch with { Number = batch.Number + 1 }, "reference"),
        })
        {
            DebitReturnOutcome.Refused refused = Assert.IsType<DebitReturnOutcome.Refused>(
                await ReadAsync(stage, Answer(wrong, "00"), Today.AddDays(6)));
            Assert.Contains(reason, Assert.Single(refused.Problems).Reason, StringComparison.Ordinal);
        }

        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM payment_fact"));
        Assert.Equal(stage.Owed[contract], (await stage.NetAsync())[contract]);
        Assert.IsType<DebitReturnOutcome.Taken>(await ReadAsync(stage, Answer(batch, "00"), Today.AddDays(6)));
    }

    [Fact]
    public async Task More_than_the_customer_allows_and_a_debt_paid_meanwhile_are_not_debited()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: new Money(1_00));
        DebitRun run = new(stage.Database);
        Assert.Equal(1, (await run.RunAsync("bankfile", Today, "ana", Cancellation)).AboveMost);

        MandateDesk desk = new(stage.Database);
        Assert.IsType<DeskOutcome.Refused>(
            await desk.GiveAsync(new ContractNumber(contract), Account, null, null, "ana", Cancellation));
        await desk.EndAsync(new ContractNumber(contract), "ana", Cancellation);
        await GivenMandateAsync(stage, most: null);
        Assert.Single((await run.RunAsync("bankfile", Today, "ana", Cancellation)).Noticed);
        Assert.True(await stage.TellAsync(FactStage.Paid("store", contract, stage.Owed[contract])));

        DebitRunResult later = await run.RunAsync("bankfile", Today.AddDays(9), "ana", Cancellation);
        Assert.Equal((1, true), (later.Dropped, later.Batch is null));
    }

    [Fact]
    public async Task A_webhook_without_amount_takes_back_what_our_instruction_says()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = await GivenMandateAsync(stage, most: null);
        DebitBatch batch = await BatchAsync(stage, Today, "belvo");
        DebitInstruction debit = batch.Debits.Single();
        DebitReturnDesk desk = Desk(stage);
        WebhookOutcome.DebitReturned returned = new(
            "belvo", "failed:9", "9", debit.Reference, "04", new DateTimeOffset(2026, 7, 31, 18, 0, 0, TimeSpan.Zero));
        Assert.Null(await desk.TakeAsync(returned with { Reference = "0212345" }, Cancellation));
        Assert.True(await stage.TellAsync(FactStage.Paid("paid:9", contract, debit.Amount.Centavos) with
        {
            Provider = "belvo",
            Charge = "9",
            Reference = debit.Reference,
            Method = new PaymentMethod('B', 3),
        }));
        Assert.Equal(0, (await stage.NetAsync())[contract]);

        for (int times = 0; times < 2; times++)
        {
            await stage.Applier.ApplyAsync(
                [(await desk.TakeAsync(returned, Cancellation))!], confirmed: true, Cancellation);
            Assert.Equal(stage.Owed[contract] + 150_00, (await stage.NetAsync())[contract]);
        }

        await stage.AssertSoundAsync();
    }

    /// <returns>The contract with most to pay.</returns>
    private static async Task<int> GivenMandateAsync(FactStage stage, Money? most)
    {
        ContractNumber contract = new(stage.Owed.MaxBy(one => one.Value).Key);
        MandateDesk desk = new(stage.Database);
        Assert.IsType<DeskOutcome.Done>(
            await desk.GiveAsync(contract, Account, most, null, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Repeated>(
            await desk.GiveAsync(contract, Account, most, null, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ActivateAsync(contract, "ana", Cancellation));
        return contract.Value;
    }

    private static async Task<DebitBatch> BatchAsync(FactStage stage, DateOnly told, string provider = "bankfile")
    {
        DebitRun run = new(stage.Database);
        await run.RunAsync(provider, told, "ana", Cancellation);
        return (await run.RunAsync(provider, told.AddDays(5), "ana", Cancellation)).Batch!;
    }

    /// <summary>As the bank sends it back.</summary>
    private static byte[] Answer(DebitBatch batch, string code)
    {
        string[] lines = Encoding.ASCII.GetString(Bank.Write(batch)).Split("\r\n");
        for (int at = 1; at < lines.Length - 2; at++)
        {
            lines[at] = lines[at][..70] + code + lines[at][72..];
        }

        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines));
    }

    private static Task<DebitReturnOutcome> ReadAsync(FactStage stage, byte[] file, DateOnly today) =>
        Desk(stage).ReadAsync(Bank, file, today, "ana", Cancellation);

    private static DebitReturnDesk Desk(FactStage stage) =>
        new(stage.Database, new LedgerStore(stage.Database, TimeProvider.System), stage.Applier);

    private static PaymentProviders Banks()
    {
        Dictionary<string, string> set = new()
        {
            ["STRANGLER_PAYMENTS"] = "bankfile",
            ["STRANGLER_PAYMENTS_BANKFILE_ISSUER"] = "12345",
        };
        return new PaymentSettings(name => set.GetValueOrDefault(name), TimeProvider.System).Create(new HttpClient());
    }
}
