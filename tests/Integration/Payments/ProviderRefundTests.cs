using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>Refunds by the provider that took the money: each once, and the bank's where it says no.</summary>
public sealed class ProviderRefundTests(PostgresCluster cluster)
{
    private static readonly Clabe Account = Clabe.Of("01218000123456789");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refund_of_a_providers_payment_is_made_there_and_done_when_the_provider_tells()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (RefundDesk desk, int number) = await ApprovedAsync(stage);
        PlayedRefunder provider = new("store");

        Assert.Equal(new ProviderRefundCount(1, 0, 0), await SendAsync(stage, provider));
        Assert.Equal(new ProviderRefundCount(0, 0, 0), await SendAsync(stage, provider));
        Assert.Empty(await desk.SendAsync(Cancellation));
        RefundOrder order = Assert.Single(provider.Asked);
        Assert.Equal(("charge-over", new Money(40_00)), (order.Charge, order.Amount));
        Assert.Equal("6000,4000", await BalancesAsync(stage, number));

        PaymentFact told = FactStage.Paid("over", number, 40_00) with
        {
            Key = "refunded:r1",
            Kind = PaymentFactKind.Refunded,
        };
        Assert.True(await stage.TellAsync(told));
        Assert.False(await stage.TellAsync(told));
        Assert.Equal(("applied", "a refund of ours", 2), await stage.StateAsync("refunded:r1"));
        Assert.Equal("6000,0", await BalancesAsync(stage, number));
        Assert.Equal("done store r1", await RowAsync(stage));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task What_a_provider_does_not_refund_goes_to_the_bank()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (RefundDesk desk, _) = await ApprovedAsync(stage);
        PlayedRefunder provider = new("store") { Answer = new RefundOutcome.Unavailable("unreachable") };

        Assert.Equal(new ProviderRefundCount(0, 0, 1), await SendAsync(stage, provider));
        Assert.Empty(await desk.SendAsync(Cancellation));
        provider.Answer = new RefundOutcome.Refused("not_refundable");
        Assert.Equal(new ProviderRefundCount(0, 1, 0), await SendAsync(stage, provider));
        Assert.Equal(new ProviderRefundCount(0, 0, 0), await SendAsync(stage, provider));
        Assert.Null(Assert.Single(await desk.SendAsync(Cancellation)).Provider);
        Assert.Equal(2, provider.Asked.Count);
    }

    [Theory]
    [InlineData("0", 2, "sent")]
    [InlineData("4000", 1, "sent")]
    [InlineData("3999", 1, "asked")]
    public async Task Where_the_answer_was_lost_the_charge_is_looked_up_before_it_is_asked_again(
        string refunded, int asked, string state)
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (RefundDesk desk, _) = await ApprovedAsync(stage);
        PlayedRefunder provider = new("store") { Answer = new RefundOutcome.Unknown("timeout") };
        Assert.Equal(new ProviderRefundCount(0, 0, 1), await SendAsync(stage, provider));
        Assert.Empty(await desk.SendAsync(Cancellation));

        provider.Answer = new RefundOutcome.Taken("r2");
        provider.Refunded = new Money(long.Parse(refunded, CultureInfo.InvariantCulture));
        await SendAsync(stage, provider);
        await SendAsync(stage, provider);

        Assert.Equal(asked, provider.Asked.Count);
        Assert.Single(provider.Asked.Select(one => one.Key).Distinct());
        Assert.Equal(state, (await RowAsync(stage)).Split(' ')[0]);
    }

    [Fact]
    public async Task A_refund_is_of_no_payment_of_which_something_was_given_back_or_is_being_given_back()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (RefundDesk desk, int number) = await ApprovedAsync(stage);
        await RequestAsync(desk, number, "second", 10_00);
        PlayedRefunder provider = new("store");

        Assert.Equal(new ProviderRefundCount(1, 0, 0), await SendAsync(stage, provider));
        Assert.Equal("second", Assert.Single(await desk.SendAsync(Cancellation)).Reference);
    }

    /// <summary>100 pesos too much were paid, and 40 of them are to be given back.</summary>
    private static async Task<(RefundDesk Desk, int Contract)> ApprovedAsync(FactStage stage)
    {
        (int number, long owed) = stage.Owed.First(one => one.Value > 0);
        Assert.True(await stage.TellAsync(FactStage.Paid("over", number, owed + 100_00)));
        RefundDesk desk = new(
            stage.Database, new LedgerStore(stage.Database, TimeProvider.System), TimeProvider.System);
        await RequestAsync(desk, number, "first", 40_00);
        return (desk, number);
    }

    private static async Task RequestAsync(RefundDesk desk, int number, string reference, long centavos)
    {
        ContractNumber contract = new(number);
        Assert.IsType<DeskOutcome.Done>(await desk.RequestAsync(
            contract, reference, new Money(centavos), Account, "ana", "moved", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ApproveAsync(contract, reference, "eva", Cancellation));
    }

    private static Task<ProviderRefundCount> SendAsync(FactStage stage, PlayedRefunder provider) =>
        new ProviderRefunds(
            stage.Database, new Dictionary<string, IRefunder> { ["store"] = provider },
            new Dictionary<string, IChargeSource> { ["store"] = provider }).SendAsync(Cancellation);

    private static Task<string> BalancesAsync(FactStage stage, int contract) => stage.OneAsync<string>(
        $"SELECT available || ',' || blocked FROM ledger_stream WHERE contract = {contract}");

    private static Task<string> RowAsync(FactStage stage) => stage.OneAsync<string>(
        "SELECT concat_ws(' ', state, provider, provider_refund) FROM payment_refund WHERE reference = 'first'");
}
