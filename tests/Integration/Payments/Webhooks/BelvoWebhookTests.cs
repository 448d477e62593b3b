using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Payments.Debits;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>Belvo tells of a debit over HTTP: paid, and back again without an amount.</summary>
public sealed class BelvoWebhookTests(PostgresCluster cluster)
{
    private const string Secret = "Bearer belvo-secret-0123456789";

    private static readonly DateOnly Told = new(2026, 7, 25);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_debit_is_paid_comes_back_once_and_one_of_nobody_is_in_quarantine()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings:
            [
                "--STRANGLER_PAYMENTS=femsa,belvo", $"--STRANGLER_PAYMENTS_BELVO_AUTHORIZATION={Secret}",
                "--Payments:AnswerLimit=00:00:10",
            ]);
        // Belvo cannot be asked again: above a limit a person would have to confirm.
        int contract = (await stage.DebtorsAsync()).MinBy(one => one.Owed).Contract;
        DebitInstruction debit = await DebitedAsync(stage, new ContractNumber(contract));
        string paid = Event("payment_request_successful", "successful", debit.Reference, $"{debit.Amount}");
        string failed = Event("payment_request_failed", "failed", debit.Reference, "null");

        Assert.Equal(401, (await stage.PostAsync("belvo", paid)).Status);
        Assert.Equal(200, (await PostAsync(stage, paid)).Status);
        await Eventually.BecomesAsync(0L, () => stage.OwedAsync(contract));
        // Told again while it is being applied.
        Answered[] copies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(stage, failed)));
        Assert.All(copies, one => Assert.Equal(200, one.Status));
        await Eventually.BecomesAsync(true, async () => await stage.OwedAsync(contract) >= debit.Amount.Centavos);
        Assert.Equal(200, (await PostAsync(
            stage, Event("payment_request_failed", "failed", "0212345", "null"))).Status);

        Assert.Equal("applied ; applied ", await stage.StatesAsync());
        Assert.Equal(
            "debit returned, of no debit of ours: 01",
            await stage.OneAsync<string>("SELECT string_agg(reason, ';') FROM payment_quarantine"));
    }

    private static Task<Answered> PostAsync(WebhookStage stage, string body) =>
        stage.PostAsync("belvo", body, ("Authorization", Secret));

    private static string Event(string code, string status, string reference, string amount) => $$"""
        {"eventType":"payment_request_update","eventCode":"{{code}}","datetime":"2026-07-31T12:34:56.789Z",
        "details":{"id":"3118128a","reference":"{{reference}}","status":"{{status}}","amount":{{amount}},
        "failedReason":"01","failedMessage":null} }
        """;

    /// <summary>All that a contract owes, told and given to the bank.</summary>
    private static async Task<DebitInstruction> DebitedAsync(WebhookStage stage, ContractNumber contract)
    {
        MandateDesk desk = new(stage.Database);
        Assert.IsType<DeskOutcome.Done>(await desk.GiveAsync(
            contract, Clabe.Of("01218000123456789"), null, null, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ActivateAsync(contract, "ana", Cancellation));
        DebitRun run = new(stage.Database);
        await run.RunAsync("belvo", Told, "ana", Cancellation);
        return Assert.Single((await run.RunAsync("belvo", Told.AddDays(5), "ana", Cancellation)).Batch!.Debits);
    }
}
