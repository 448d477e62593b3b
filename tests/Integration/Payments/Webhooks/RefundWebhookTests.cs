using Microsoft.Extensions.DependencyInjection;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>Refunds over HTTP: asked for, told by a webhook, looked up where an answer was lost.</summary>
public sealed class RefundWebhookTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("conekta")]
    [InlineData("openpay")]
    public async Task A_refund_is_asked_for_and_done_when_its_webhook_comes(string provider)
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        await ApproveAsync(stage, provider);

        Assert.Equal(new ProviderRefundCount(1, 0, 0), await SendAsync(stage));

        await Eventually.BecomesAsync("done", () => stage.OneAsync<string>("SELECT state FROM payment_refund"));
        Assert.Equal("applied ; applied a refund of ours", await stage.StatesAsync());
        Assert.Equal("6000,0", await stage.OneAsync<string>("""
            SELECT s.available || ',' || s.blocked FROM ledger_stream s JOIN payment_refund r USING (contract)
            """));
    }

    [Theory]
    [InlineData("conekta")]
    [InlineData("openpay")]
    public async Task A_refund_whose_answer_was_lost_is_found_and_not_made_twice(string provider)
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        await ApproveAsync(stage, provider);
        // Nor does its webhook come in time.
        await stage.MoodAsync($$"""{"lost":true,"of":"{{provider}}","lateMs":600000}""");
        Assert.Equal(new ProviderRefundCount(0, 0, 1), await SendAsync(stage));
        await stage.MoodAsync($$"""{"down":true,"of":"{{provider}}"}""");
        Assert.Equal(new ProviderRefundCount(0, 0, 1), await SendAsync(stage));

        await stage.MoodAsync("{}");
        Assert.Equal(new ProviderRefundCount(1, 0, 0), await SendAsync(stage));
        Assert.Equal(new ProviderRefundCount(0, 0, 0), await SendAsync(stage));
        Assert.Equal("sent", await stage.OneAsync<string>("SELECT state FROM payment_refund"));
    }

    /// <summary>100 pesos too much are paid at a provider, and 40 of them are to be given back.</summary>
    private static async Task ApproveAsync(WebhookStage stage, string provider)
    {
        (int number, long owed) = (await stage.DebtorsAsync()).MinBy(one => one.Owed);
        MakeOutcome.Made made = Assert.IsType<MakeOutcome.Made>(await stage.MakeAsync(
            provider, ChargeKind.Store, WebhookStage.Reference(number), owed + 100_00));
        await stage.PayAsync(provider, made.Charge);
        await Eventually.BecomesAsync("applied ", () => stage.StatesAsync());
        ContractNumber contract = new(number);
        await using LedgerStore ledger = new(stage.Database, TimeProvider.System);
        RefundDesk desk = new(stage.Database, ledger, TimeProvider.System);
        Assert.IsType<DeskOutcome.Done>(await desk.RequestAsync(
            contract, "r", new Money(40_00), Clabe.Of("01218000123456789"), "ana", "moved", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ApproveAsync(contract, "r", "eva", Cancellation));
    }

    private static Task<ProviderRefundCount> SendAsync(WebhookStage stage)
    {
        PaymentProviders providers = stage.Gateway.Services.GetRequiredService<PaymentProviders>();
        return new ProviderRefunds(stage.Database, providers.Refunders, providers.Sources).SendAsync(Cancellation);
    }
}
