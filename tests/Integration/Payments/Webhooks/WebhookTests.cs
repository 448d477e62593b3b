using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Core.Identity;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>From a charge to a lower debt, over a real gateway and providers that misbehave.</summary>
public sealed class WebhookTests(PostgresCluster cluster)
{
    private static readonly (string Provider, ChargeKind Kind)[] Ways =
    [
        ("conekta", ChargeKind.Store), ("femsa", ChargeKind.Store), ("openpay", ChargeKind.Transfer),
        ("codi", ChargeKind.Codi), ("stp", ChargeKind.Transfer),
    ];

    [Fact]
    public async Task What_is_paid_at_each_provider_lowers_the_debt_once_however_late_and_often_it_is_told()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        await stage.MoodAsync("""{"copies":3,"lateMs":50}""");
        (int Contract, long Owed)[] debtors = await stage.DebtorsAsync();
        for (int at = 0; at < Ways.Length; at++)
        {
            await PayAsync(stage, Ways[at], debtors[at].Contract, 1_001 + at);
        }

        for (int at = 0; at < Ways.Length; at++)
        {
            (int contract, long owed) = debtors[at];
            long left = owed - 1_001 - at;
            await Eventually.BecomesAsync(left, () => stage.OwedAsync(contract));
        }

        await Eventually.BecomesAsync(15L, () => stage.OneAsync<long>("SELECT sum(told) FROM payment_fact"));
        Assert.Equal("applied ; applied ; applied ; applied ; applied ", await stage.StatesAsync());
        // CoDi's results are signed by the central bank, and it cannot be asked again.
        Assert.Equal("codi", await stage.OneAsync<string>("""
            SELECT string_agg(provider, ',') FROM payment_fact WHERE NOT confirmed
            """));
        Assert.Equal(5, await stage.OneAsync<long>("SELECT count(*) FROM native_payment"));
    }

    [Fact]
    public async Task What_is_paid_while_the_gateway_or_its_database_is_away_is_posted_when_it_is_told_again()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int Contract, long Owed)[] debtors = await stage.DebtorsAsync();
        string charge = await MakeAsync(stage, Ways[0], debtors[0].Contract, 2_000);
        await stage.Gateway.DisposeAsync();
        await stage.PayAsync("conekta", charge);
        await Eventually.BecomesAsync(true, () => Task.FromResult(stage.Sandbox.RefusedDeliveries > 1));
        await stage.StartGatewayAsync();
        await Eventually.BecomesAsync(debtors[0].Owed - 2_000, () => stage.OwedAsync(debtors[0].Contract));

        charge = await MakeAsync(stage, Ways[2], debtors[1].Contract, 3_000);
        await stage.LetConnectAsync(false);
        string body = $$"""
            {"type":"charge.succeeded","event_date":"2026-07-25T12:00:00-06:00","transaction":{"id":"{{charge}}",
            "transaction_type":"charge","operation_type":"in","status":"completed","method":"store","amount":30.00,
            "currency":"MXN","payment_method":{"type":"store"},
            "order_id":"{{WebhookStage.Reference(debtors[1].Contract)}}"} }
            """;
        Answered away = await stage.PostAsync("openpay", body, Basic());
        long refused = stage.Sandbox.RefusedDeliveries;
        await stage.PayAsync("openpay", charge);
        await Eventually.BecomesAsync(true, () => Task.FromResult(stage.Sandbox.RefusedDeliveries > refused));
        await stage.LetConnectAsync(true);

        Assert.Equal(503, away.Status);
        await Eventually.BecomesAsync(debtors[1].Owed - 3_000, () => stage.OwedAsync(debtors[1].Contract));
        Assert.Equal("applied ; applied ", await stage.StatesAsync());
    }

    [Fact]
    public async Task Money_of_a_provider_that_cannot_be_asked_now_is_put_off_and_posted_later()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        string charge = await MakeAsync(stage, Ways[1], contract, 4_000);
        await stage.MoodAsync("""{"down":true}""");
        await stage.PayAsync("femsa", charge);

        await Eventually.BecomesAsync(
            true, () => stage.OneAsync<bool>(
                "SELECT coalesce(bool_or(reason LIKE 'provider away%'), false) FROM payment_fact"));
        Assert.Equal(owed, await stage.OwedAsync(contract));
        await stage.MoodAsync("{}");

        await Eventually.BecomesAsync(owed - 4_000, () => stage.OwedAsync(contract));
        Assert.Equal("applied ", await stage.StatesAsync());
    }

    [Fact]
    public async Task What_the_database_refuses_again_and_again_is_listed_with_its_reason()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        (int Contract, long Owed)[] debtors = await stage.DebtorsAsync();
        await using (Npgsql.NpgsqlCommand command = stage.Database.Command("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON native_payment FOR EACH ROW WHEN (NEW.amount = 1313)
                EXECUTE FUNCTION refuse()
            """))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await PayAsync(stage, Ways[1], debtors[0].Contract, 1_313);
        await PayAsync(stage, Ways[1], debtors[1].Contract, 1_500);

        await Eventually.BecomesAsync(debtors[1].Owed - 1_500, () => stage.OwedAsync(debtors[1].Contract));
        await Eventually.BecomesAsync(
            "received database refuses: P0001", () => stage.StatesAsync("amount = 1313"));
        // Some minutes later.
        await stage.OneAsync<int>("""
            UPDATE payment_fact SET attempt = 7, due_at = clock_timestamp() WHERE amount = 1313 RETURNING 1
            """);
        await Eventually.BecomesAsync("listed database refuses: P0001", () => stage.StatesAsync("amount = 1313"));
        Assert.Equal(debtors[0].Owed, await stage.OwedAsync(debtors[0].Contract));
    }

    [Fact]
    public async Task A_transfer_for_nobody_is_given_back_and_one_that_nobody_can_confirm_is_listed_above_the_limit()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: ["--STRANGLER_PAYMENTS_STP_URL=", "--Payments:UnconfirmedLimit=100"]);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        ClabePlan accounts = new(WebhookStage.AccountPrefix);
        (string, string) secret = ("X-Sandbox-Secret", WebhookStage.Password);

        Answered nobody = await stage.PostAsync("stp", Credit(accounts.Of(new ContractNumber(7))!.Value, "A1"), secret);
        Answered foreign = await stage.PostAsync("stp", Credit(Clabe.Of("01218000001234567"), "A2"), secret);
        Clabe ours = accounts.Of(new ContractNumber(contract))!.Value;
        Answered large = await stage.PostAsync("stp", Credit(ours, "A3", "100.01"), secret);
        Answered small = await stage.PostAsync("stp", Credit(ours, "A4", "100.00"), secret);

        Assert.All([nobody, foreign], one => Assert.Equal(
            (400, """{"mensaje":"devolver","id":1}"""), (one.Status, one.Body)));
        Assert.All([large, small], one => Assert.Equal(
            (200, """{"mensaje":"confirmar"}"""), (one.Status, one.Body)));
        await Eventually.BecomesAsync("listed unconfirmed-amount; applied ", () => stage.StatesAsync());
        Assert.Equal(owed - 100_00, await stage.OwedAsync(contract));
    }

    internal static string Credit(Clabe account, string tracking, string amount = "10.00") => $$"""
        {"abono":{"id":"1","fechaOperacion":"20260725","institucionOrdenante":"40012","claveRastreo":"{{tracking}}",
        "monto":"{{amount}}","cuentaBeneficiario":"{{account}}","empresa":"SANDBOX"} }
        """;

    internal static (string, string) Basic() => ("Authorization", "Basic " + Convert.ToBase64String(
        System.Text.Encoding.UTF8.GetBytes("sandbox:" + WebhookStage.Password)));

    private static async Task<string> MakeAsync(
        WebhookStage stage, (string Provider, ChargeKind Kind) way, int contract, long centavos) =>
        Assert.IsType<MakeOutcome.Made>(await stage.MakeAsync(
            way.Provider, way.Kind, WebhookStage.Reference(contract), centavos)).Charge;

    private static async Task PayAsync(
        WebhookStage stage, (string Provider, ChargeKind Kind) way, int contract, long centavos)
    {
        if (way.Provider == "stp")
        {
            Clabe account = new ClabePlan(WebhookStage.AccountPrefix).Of(new ContractNumber(contract))!.Value;
            await stage.Sandbox.TransferAsync(
                account.Digits, centavos, "T" + contract, TestContext.Current.CancellationToken);
            return;
        }

        await stage.PayAsync(way.Provider, await MakeAsync(stage, way, contract, centavos));
    }
}
