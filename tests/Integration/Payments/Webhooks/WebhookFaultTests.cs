using System.Net;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>Faults known of such systems; none of them moves money here.</summary>
public sealed class WebhookFaultTests(PostgresCluster cluster)
{
    private const long Amount = 2_500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_the_provider_tells_of_money_and_who_tries_is_in_the_audit()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: ["--STRANGLER_PAYMENTS_STP_ALLOWED=192.0.2.7"]);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        Clabe account = new ClabePlan(WebhookStage.AccountPrefix).Of(new ContractNumber(contract))!.Value;
        string credit = WebhookTests.Credit(account, "A1");
        string order = Order(contract, "ord_1:ch_1", Amount);
        (string, string) secret = ("X-Sandbox-Secret", WebhookStage.Password);

        Answered[] refused =
        [
            // An SPEI webhook that anybody may call; from another address; from one that is only said to be right.
            await stage.PostAsync("stp", credit),
            await stage.PostAsync("stp", credit, secret),
            await stage.PostAsync("stp", credit, secret, ("X-Forwarded-For", "192.0.2.7")),
            await stage.PostAsync("stp", credit, ("X-Sandbox-Secret", "not-" + WebhookStage.Password)),
            // A signature that is only checked if there is one.
            await stage.PostAsync("conekta", order),
            await stage.PostAsync("conekta", order, ("DIGEST", "")),
            await stage.PostAsync("conekta", order, ("DIGEST", "AAAA")),
            await stage.PostAsync("femsa", order, ("Digest", Convert.ToBase64String(new byte[256]))),
            await stage.PostAsync("openpay", "{}"),
            await stage.PostAsync("openpay", "{}", ("Authorization", "Basic c2FuZGJveDo=")),
            await stage.PostAsync("codi", """{"cadenaInformacion":{"monto":10}}"""),
            await stage.PostAsync("codi", """{"cadenaInformacion":{"monto":10},"selloDigital":""}"""),
            await stage.PostAsync("codi", """{"cadenaInformacion":{"monto":10},"selloDigital":"AAAA"}"""),
        ];

        Assert.All(refused, one => Assert.Equal((401, ""), (one.Status, one.Body)));
        Assert.Equal(404, (await stage.PostAsync("unknown", "{}")).Status);
        Assert.Equal(refused.Length, await stage.OneAsync<long>(
            "SELECT count(*) FROM audit WHERE what LIKE 'webhook %' AND outcome = 'refused 401'"));
        Assert.Equal(0, await stage.OneAsync<long>("""
            SELECT (SELECT count(*) FROM payment_fact) + (SELECT count(*) FROM payment_quarantine)
            """));
        Assert.Equal(owed, await stage.OwedAsync(contract));
    }

    [Fact]
    public async Task A_providers_own_webhooks_with_wrong_signatures_are_refused_until_they_are_right()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        MakeOutcome.Made made = await MadeAsync(stage, "conekta", contract);
        await stage.MoodAsync("""{"wrongSignatures":true}""");
        await stage.PayAsync("conekta", made.Charge);

        await Eventually.BecomesAsync(true, () => Task.FromResult(stage.Sandbox.RefusedDeliveries > 3));
        Assert.Equal(owed, await stage.OwedAsync(contract));
        Assert.Equal("", await stage.StatesAsync());
        Assert.Equal(200, (await stage.PostSignedAsync("conekta", Order(contract, made.Charge, Amount))).Status);

        await Eventually.BecomesAsync(owed - Amount, () => stage.OwedAsync(contract));
    }

    [Fact]
    public async Task What_a_provider_says_otherwise_when_asked_again_is_listed_and_not_posted()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int Contract, long Owed)[] debtors = await stage.DebtorsAsync();
        (int contract, long owed) = debtors[0];
        string[] charges =
        [
            (await MadeAsync(stage, "conekta", contract)).Charge, (await MadeAsync(stage, "conekta", contract)).Charge,
            (await MadeAsync(stage, "conekta", contract)).Charge, (await MadeAsync(stage, "conekta", contract)).Charge,
        ];
        foreach (string charge in charges[..3])
        {
            // Its own webhooks do not come through.
            await stage.MoodAsync("""{"wrongSignatures":true}""");
            await stage.PayAsync("conekta", charge);
        }

        await stage.PostSignedAsync("conekta", Order(contract, charges[0], Amount * 10));
        await stage.PostSignedAsync("conekta", Order(contract, charges[1], Amount, "USD"));
        await stage.PostSignedAsync("conekta", Order(debtors[1].Contract, charges[2], Amount));
        // Nobody has paid it.
        await stage.PostSignedAsync("conekta", Order(contract, charges[3], Amount));

        await Eventually.BecomesAsync(4L, () => stage.OneAsync<long>(
            "SELECT count(*) FROM payment_fact WHERE state = 'listed'"));
        Assert.Equal(
            "listed provider says otherwise: amount; listed provider says otherwise: currency; "
            + "listed provider says otherwise: reference; listed provider says otherwise: status",
            await stage.StatesAsync());
        Assert.Equal(owed, await stage.OwedAsync(contract));
        Assert.Equal(debtors[1].Owed, await stage.OwedAsync(debtors[1].Contract));
    }

    [Fact]
    public async Task An_amount_that_is_no_number_of_centavos_is_kept_for_a_person()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        string[] amounts = ["10.005", "30.299999999999997", "1e-3", "-5", "99999999999999999999"];
        foreach (string amount in amounts)
        {
            string body = $$"""
                {"type":"charge.succeeded","event_date":"2026-07-25T12:00:00-06:00","transaction":{"id":"tr1",
                "transaction_type":"charge","operation_type":"in","status":"completed","method":"store",
                "amount":{{amount}},"currency":"MXN","payment_method":{"type":"store"},
                "order_id":"{{WebhookStage.Reference(1)}}"} }
                """;
            Assert.Equal(400, (await stage.PostAsync("openpay", body, WebhookTests.Basic())).Status);
            await stage.PostAsync("openpay", body, WebhookTests.Basic());
        }

        Assert.Equal(amounts.Length, await stage.OneAsync<long>("""
            SELECT count(*) FROM payment_quarantine WHERE told = 2 AND reason LIKE 'transaction.amount:%'
            """));
        Assert.Equal("", await stage.StatesAsync());
    }

    [Fact]
    public async Task Numbers_that_collide_are_two_payments_of_two_providers_and_one_for_a_person_of_the_same()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        MakeOutcome.Made first = await MadeAsync(stage, "conekta", contract);
        await stage.PayAsync("conekta", first.Charge);
        await Eventually.BecomesAsync(owed - Amount, () => stage.OwedAsync(contract));

        // The same number again for other money: the first stands, the second is looked at.
        await stage.PostSignedAsync("conekta", Order(contract, first.Charge, Amount * 2));
        // Another provider's of the same number: it is another charge, which that provider does not know.
        await stage.PostSignedAsync("femsa", Order(contract, first.Charge, Amount));

        await Eventually.BecomesAsync(
            "applied ; listed differs-from-first; received provider does not know the charge",
            () => stage.StatesAsync());
        Assert.Equal(owed - Amount, await stage.OwedAsync(contract));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        byte[] long1 = new byte[WebhookMessage.MostBytes + 1];
        Assert.Equal(413, (await stage.PostAsync("conekta", long1)).Status);

        using HttpRequestMessage chunked = new(HttpMethod.Post, "/webhooks/conekta");
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content = new StreamContent(new MemoryStream(long1));
        using HttpResponseMessage answer = await stage.Gateway.Client.SendAsync(chunked, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(401, (await stage.PostAsync("conekta", new byte[WebhookMessage.MostBytes])).Status);
        Assert.Equal("", await stage.StatesAsync());
    }

    private static async Task<MakeOutcome.Made> MadeAsync(WebhookStage stage, string provider, int contract) =>
        Assert.IsType<MakeOutcome.Made>(await stage.MakeAsync(
            provider, ChargeKind.Store, WebhookStage.Reference(contract), Amount));

    /// <summary>As Conekta tells of a paid order.</summary>
    /// <param name="charge">Order and charge with a colon.</param>
    private static string Order(int contract, string charge, long centavos, string currency = "MXN")
    {
        string[] names = charge.Split(':');
        return $$"""
            {"id":"evt1","object":"event","type":"order.paid","livemode":true,"created_at":1784995200,"data":{"object":{
            "id":"{{names[0]}}","object":"order","charges":{"object":"list","data":[{"id":"{{names[1]}}",
            "status":"paid","amount":{{centavos}},"currency":"{{currency}}","order_id":"{{names[0]}}",
            "reference_id":"{{WebhookStage.Reference(contract)}}","payment_method":{"object":"cash_payment",
            "reference":"93000262276908"} }]} } } }
            """;
    }
}
