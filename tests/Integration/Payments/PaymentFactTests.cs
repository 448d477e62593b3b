using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Payments.Facts;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>Each thing that a provider tells of money is applied once, and taken back as it was applied.</summary>
public sealed class PaymentFactTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Money_is_applied_once_and_a_name_told_twice_with_other_content_is_listed()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, long owed) = stage.Owed.First(one => one.Value > 100_00);
        PaymentFact paid = FactStage.Paid("a", contract, 40_00);

        Assert.True(await stage.TellAsync(paid));
        Assert.False(await stage.TellAsync(paid));
        StoredFact other = await stage.Store.StoreAsync(
            paid with { Amount = new Money(41_00) }, FactSource.Webhook, Cancellation);

        Assert.True(other is { IsNew: false, Differs: true });
        Assert.Equal(("applied", null, 3), await stage.StateAsync("a"));
        Assert.Equal("differs-from-first", await stage.OneAsync<string>(
            "SELECT reason FROM payment_fact WHERE key LIKE 'a~%' AND state = 'listed'"));
        Assert.Equal(owed - 40_00, (await stage.NetAsync())[contract]);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task Money_that_is_here_is_credit_where_nothing_is_owed_and_an_account_names_its_contract()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int contract = stage.Owed.First(one => one.Value == 0).Key;
        Clabe account = new ClabePlan(FactStage.AccountPrefix).Of(new ContractNumber(contract))!.Value;

        Assert.True(await stage.TellAsync(FactStage.Paid("b", contract, 12_34) with { Reference = account.Digits }));

        Assert.Equal(12_34, await stage.OneAsync<long>(
            $"SELECT available FROM ledger_stream WHERE contract = {contract}"));
        await stage.AssertSoundAsync();
    }

    [Theory]
    [InlineData("USD", null, "other-currency")]
    [InlineData("MXN", "01000000000", "unknown-reference")]
    [InlineData("MXN", "", "unknown-reference")]
    [InlineData("MXN", "646180157099999993", "unknown-reference")]
    public async Task What_cannot_be_applied_is_listed_with_its_reason(
        string currency, string? reference, string reason)
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        PaymentFact paid = FactStage.Paid("c", stage.Owed.Keys.First(), 10_00) with { Currency = currency };

        Assert.False(await stage.TellAsync(reference is null ? paid : paid with { Reference = reference }));

        Assert.Equal(("listed", reason, 1), await stage.StateAsync("c"));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM native_payment"));
    }

    [Fact]
    public async Task A_payment_is_taken_back_in_part_and_whole_won_again_and_never_beyond_what_was_paid()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, long owed) = stage.Owed.First(one => one.Value > 100_00);
        PaymentFact paid = FactStage.Paid("d", contract, owed + 5_00);
        PaymentFact Undo(string key, PaymentFactKind kind, long centavos) => paid with
        {
            Key = key,
            Kind = kind,
            Amount = new Money(centavos),
            Why = "08",
        };

        Assert.False(await stage.TellAsync(Undo("early", PaymentFactKind.Reversed, 1_00)));
        Assert.Equal(("received", "payment-not-known", 1), await stage.StateAsync("early"));
        Assert.True(await stage.TellAsync(paid));
        Assert.Equal(1, await stage.Applier.ApplyAsync(
            [Undo("early", PaymentFactKind.Reversed, 1_00)], confirmed: true, Cancellation));
        Assert.Equal(-5_00 + 1_00, (await stage.NetAsync())[contract]);

        Assert.True(await stage.TellAsync(Undo("chargeback", PaymentFactKind.ChargedBack, owed + 4_00)));
        Assert.Equal(owed, (await stage.NetAsync())[contract]);
        await stage.AssertSoundAsync();

        Assert.False(await stage.TellAsync(Undo("again", PaymentFactKind.Refunded, 1)));
        Assert.Equal(("listed", "more-than-was-paid", 1), await stage.StateAsync("again"));
        Assert.True(await stage.TellAsync(Undo("won", PaymentFactKind.ChargebackWon, owed + 4_00)));
        Assert.Equal(-4_00, (await stage.NetAsync())[contract]);
        Assert.Equal(
            ["payment-charged-back", "payment-received", "payment-reversed"],
            await stage.OneAsync<string[]>($"""
                SELECT array_agg(DISTINCT kind::text ORDER BY kind::text) FROM ledger_entry
                WHERE contract = {contract} AND kind LIKE 'payment%'
                """));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_reference_of_several_contracts_is_applied_whole_or_not_at_all()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int[] contracts = [.. stage.Owed.Where(one => one.Value > 50_00).Take(3).Select(one => one.Key)];
        PaymentReferenceDesk desk = new(stage.Database);
        DocumentReference reference = await desk.IssueAsync(
            [.. contracts.Select(contract => new ReferenceLine(new ContractNumber(contract), null, new Money(20_00)))],
            new DateOnly(2026, 8, 1), "ana", Cancellation);
        Assert.Equal(new Money(60_00), reference.Amount);

        Assert.True(await stage.TellAsync(
            FactStage.Paid("e", contracts[0], 65_00) with { Reference = reference.Text }));

        Assert.Equal(("applied", "flagged: AmountDiffers", 1), await stage.StateAsync("e"));
        Dictionary<int, long> net = await stage.NetAsync();
        Assert.Equal(
            [20_00, 20_00, 25_00], contracts.Select(contract => stage.Owed[contract] - net[contract]));
        await stage.AssertSoundAsync();
    }
}
