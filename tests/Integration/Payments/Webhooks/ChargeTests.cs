using System.Text.Json.Nodes;
using Strangler.Core.Payments.Providers;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Rest;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>Charges by HTTP: one for a name, by the first provider that answers, until the debt is lower.</summary>
public sealed class ChargeTests(PostgresCluster cluster)
{
    private const string Charges = "/api/v1/payments/charges";

    [Fact]
    public async Task A_charge_is_made_once_for_a_name_paid_at_its_provider_and_seen_in_the_history()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--Payments:PayerEmail=pagos@example.com");
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        string asked = $$"""{"contract":{{contract}},"amount":12.50,"kind":"store"}""";

        RestAnswer first = await MakeAsync(stage, asked, "k1");
        RestAnswer again = await MakeAsync(stage, asked, "k1");
        RestAnswer other = await MakeAsync(stage, asked.Replace("12.50", "12.51", StringComparison.Ordinal), "k1");
        Assert.True(first.Status == 201, first.Body);
        Assert.Equal((201, first.Body), (again.Status, again.Body));
        Assert.Equal((422, "/api/problems/idempotency-key-reused"), (other.Status, (string)other.Json["type"]!));
        Assert.Equal(("pending", "femsa"), ((string)first.Json["state"]!, (string)first.Json["provider"]!));
        Assert.StartsWith("<svg", (string)first.Json["barCode"]!, StringComparison.Ordinal);

        await stage.PayAsync("femsa", await ChargeAsync(stage, first));

        await Eventually.BecomesAsync(owed - 1_250, () => stage.OwedAsync(contract));
        Assert.Equal("paid", (string)(await stage.SendAsync(
            HttpMethod.Get, $"{Charges}/{first.Json["id"]}")).Json["state"]!);
        JsonNode history = (await stage.SendAsync(HttpMethod.Get, $"/api/v1/contracts/{contract}/payments")).Json;
        Assert.Equal(12.50m, (decimal)history["items"]![0]!["amount"]!);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_passed_over_and_where_all_are_other_kinds_are_offered()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings:
            ["--Payments:PayerEmail=pagos@example.com", "--STRANGLER_PAYMENTS_FEMSA_URL=http://127.0.0.1:9/femsa"]);
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        string asked = $$"""{"contract":{{contract}},"amount":12.50,"kind":"store"}""";

        RestAnswer made = await MakeAsync(stage, asked, "k1");
        Assert.Equal("conekta", (string?)made.Json["provider"]);
        await stage.PayAsync("conekta", await ChargeAsync(stage, made));
        await Eventually.BecomesAsync(owed - 1_250, () => stage.OwedAsync(contract));

        await stage.StopSandboxAsync();
        RestAnswer away = await MakeAsync(stage, asked, "k2");
        Assert.Equal((503, "/api/problems/provider-away"), (away.Status, (string)away.Json["type"]!));
        Assert.Contains("transfer", away.Json["offers"]!.AsArray().Select(one => (string)one!));
        // Not decided: the same name may ask again.
        Assert.Equal(503, (await MakeAsync(stage, asked, "k2")).Status);
    }

    [Fact]
    public async Task A_provider_that_answers_503_is_passed_over()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--Payments:PayerEmail=pagos@example.com");
        int contract = (await stage.DebtorsAsync())[0].Contract;
        string asked = $$"""{"contract":{{contract}},"amount":12.50,"kind":"store"}""";

        await stage.MoodAsync("""{"down":true,"of":"femsa"}""");
        Assert.Equal("conekta", (string?)(await MakeAsync(stage, asked, "k1")).Json["provider"]);
        await stage.MoodAsync("""{"down":true}""");
        RestAnswer away = await MakeAsync(stage, asked, "k2");
        Assert.Equal((503, "/api/problems/provider-away"), (away.Status, (string)away.Json["type"]!));
        await stage.MoodAsync("{}");
        Assert.Equal("femsa", (string?)(await MakeAsync(stage, asked, "k2")).Json["provider"]);
    }

    [Fact]
    public async Task What_a_provider_may_have_made_is_asked_of_it_again_and_of_no_other()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--STRANGLER_PAYMENTS=openpay,conekta,femsa");
        int contract = (await stage.DebtorsAsync())[0].Contract;
        string asked = $$"""{"contract":{{contract}},"amount":12.50,"kind":"store"}""";

        await stage.MoodAsync("""{"lost":true,"of":"openpay"}""");
        RestAnswer unknown = await MakeAsync(stage, asked, "k1");
        Assert.True(unknown.Status == 504, $"{unknown.Status}: {unknown.Json}");
        Assert.Equal("openpay making", await stage.OneAsync<string>(
            "SELECT provider || ' ' || state FROM payment_charge"));
        await stage.MoodAsync("""{"down":true,"of":"openpay"}""");
        Assert.Equal(unknown.Status, (await MakeAsync(stage, asked, "k1")).Status);

        await stage.MoodAsync("{}");
        RestAnswer made = await MakeAsync(stage, asked, "k1");
        Assert.Equal(("openpay", "tr000000000000000001"),
            ((string?)made.Json["provider"], (string?)made.Json["charge"]));
    }

    [Fact]
    public async Task Money_that_a_provider_names_by_its_own_number_finds_the_contract_by_its_charge()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--Payments:PayerEmail=pagos@example.com");
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        RestAnswer made = await MakeAsync(
            stage, $$"""{"contract":{{contract}},"amount":20,"kind":"transfer"}""", "k1");
        string charge = await ChargeAsync(stage, made);
        await stage.MoodAsync("""{"wrongSignatures":true}""");
        await stage.PayAsync("conekta", charge);
        string[] names = charge.Split(':');

        await stage.PostSignedAsync("conekta", $$"""
            {"id":"evt1","object":"event","type":"order.paid","livemode":true,"created_at":1784995200,"data":{"object":{
            "id":"{{names[0]}}","object":"order","charges":{"object":"list","data":[{"id":"{{names[1]}}",
            "status":"paid","amount":2000,"currency":"MXN","order_id":"{{names[0]}}",
            "payment_method":{"object":"bank_transfer_payment"} }]} } } }
            """);

        await Eventually.BecomesAsync(owed - 2_000, () => stage.OwedAsync(contract));
        Assert.Equal("applied ", await stage.StatesAsync());
    }

    [Fact]
    public async Task A_link_shows_an_amount_and_nothing_of_a_person_to_whoever_has_it()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        int contract = (await stage.DebtorsAsync())[0].Contract;
        RestAnswer made = await stage.SendAsync(
            HttpMethod.Post, "/api/v1/payments/links", $$"""{"contract":{{contract}},"amount":1234.50}""");
        Assert.True(made.Status == 201, made.Body);
        string path = (string)made.Json["path"]!;

        string page = await stage.Gateway.Client.GetStringAsync(path, TestContext.Current.CancellationToken);
        RestAnswer json = await stage.SendAsync(HttpMethod.Get, path, null, ("Accept", "application/json"));
        RestAnswer clabe = await stage.SendAsync(HttpMethod.Get, $"/api/v1/contracts/{contract}/clabe");

        Assert.Contains("1,234.50", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{contract}", page, StringComparison.Ordinal);
        Assert.Equal((string)made.Json["reference"]!, (string)json.Json["reference"]!);
        Assert.StartsWith(WebhookStage.AccountPrefix, (string)clabe.Json["clabe"]!, StringComparison.Ordinal);
        Assert.Equal(("open", 0m), ((string)json.Json["state"]!, (decimal)json.Json["paid"]!));
        await PayAsync(stage, (string)made.Json["reference"]!, 123_450);
        await Eventually.BecomesAsync("paid", async () => (string)(await stage.SendAsync(
            HttpMethod.Get, path, null, ("Accept", "application/json"))).Json["state"]!);
        page = await stage.Gateway.Client.GetStringAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("Pagado: <strong>$1,234.50", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Formas de pago", page, StringComparison.Ordinal);
        string other = path[..^1] + (path[^1] == 'A' ? 'B' : 'A');
        Assert.Equal(404, (await stage.SendAsync(HttpMethod.Get, other)).Status);
        Assert.Equal(0, await stage.OneAsync<long>(
            $"SELECT count(*) FROM payment_link WHERE token = '{path[5..]}'::bytea"));
    }

    [Fact]
    public async Task What_is_no_charge_is_refused()
    {
        (string Asked, int Status)[] wrong =
        [
            ("""{"contract":7,"amount":1,"kind":"store"}""", 404),
            ("""{"contract":1,"amount":0,"kind":"store"}""", 400),
            ("""{"contract":1,"amount":1.005,"kind":"store"}""", 400),
            ("""{"contract":1,"amount":10000000,"kind":"store"}""", 400),
            ("""{"contract":1,"amount":1,"kind":"cheque"}""", 400),
            ("""{"contract":1,"amount":1,"kind":"store","expires":"2020-01-01T00:00:00Z"}""", 400),
            ("""{"documents":[],"kind":"store"}""", 400),
            ("""{"documents":[{"contract":1,"amount":1,"document":"x"}],"kind":"store"}""", 400),
        ];
        await using WebhookStage stage = await WebhookStage.StartAsync(cluster);
        foreach ((string asked, int status) in wrong)
        {
            RestAnswer answer = await MakeAsync(stage, asked, $"k{asked.GetHashCode(StringComparison.Ordinal)}");
            Assert.True(answer.Status == status, $"{asked}: {answer.Status}");
        }

        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM payment_charge"));
    }

    [Fact]
    public async Task A_charge_of_documents_of_two_contracts_pays_each_its_own()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--Payments:PayerEmail=pagos@example.com");
        (int Contract, long Owed)[] debtors = await stage.DebtorsAsync();
        string document = await stage.OneAsync<string>($"""
            SELECT cycle / 100 || '-' || lpad((cycle % 100)::text, 2, '0') || '/' || type || '.' || ordinal
            FROM receivable_open WHERE contract = {debtors[0].Contract} AND open >= 500 ORDER BY cycle DESC LIMIT 1
            """);

        RestAnswer made = await MakeAsync(stage, $$"""
            {"documents":[{"contract":{{debtors[0].Contract}},"document":"{{document}}","amount":5},
            {"contract":{{debtors[1].Contract}},"amount":7.25}],"kind":"store"}
            """, "k1");
        Assert.True(made.Status == 201, made.Body);
        await stage.PayAsync("femsa", await ChargeAsync(stage, made));

        await Eventually.BecomesAsync(debtors[0].Owed - 500, () => stage.OwedAsync(debtors[0].Contract));
        await Eventually.BecomesAsync(debtors[1].Owed - 725, () => stage.OwedAsync(debtors[1].Contract));
        Assert.Equal(12.25m, (decimal)made.Json["amount"]!);
        Assert.Equal("500,725", await stage.OneAsync<string>(
            "SELECT string_agg(amount::text, ',' ORDER BY position) FROM payment_fact_part"));
    }

    [Fact]
    public async Task A_link_for_cards_is_paid_and_the_history_goes_on_beyond_its_first_page()
    {
        await using WebhookStage stage = await WebhookStage.StartAsync(
            cluster, settings: "--Payments:PayerEmail=pagos@example.com");
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        for (int at = 1; at <= 3; at++)
        {
            RestAnswer made = await MakeAsync(
                stage, $$"""{"contract":{{contract}},"amount":{{at}},"kind":"card"}""", $"k{at}");
            Assert.StartsWith("https://", (string)made.Json["show"]!, StringComparison.Ordinal);
            await stage.PayAsync("conekta", await ChargeAsync(stage, made));
            await Eventually.BecomesAsync("paid", async () => (string)(await stage.SendAsync(
                HttpMethod.Get, $"{Charges}/{made.Json["id"]}")).Json["state"]!);
        }

        await Eventually.BecomesAsync(owed - 600, () => stage.OwedAsync(contract));
        string path = $"/api/v1/contracts/{contract}/payments?limit=2";
        RestAnswer first = await stage.SendAsync(HttpMethod.Get, path);
        RestAnswer second = await stage.SendAsync(HttpMethod.Get, $"{path}&cursor={first.Json["next"]}");
        Assert.Equal((2, 1), (first.Json["items"]!.AsArray().Count, second.Json["items"]!.AsArray().Count));
        Assert.Null(second.Json["next"]);
        Assert.Equal([1m, 2m, 3m], first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray())
            .Select(one => (decimal)one!["amount"]!).Order());
        Assert.Equal(400, (await stage.SendAsync(HttpMethod.Get, $"{path}&cursor=x")).Status);
    }

    /// <summary>At a store, by the reference itself.</summary>
    private static async Task PayAsync(WebhookStage stage, string reference, long centavos) => await stage.PayAsync(
        "femsa", Assert.IsType<MakeOutcome.Made>(
            await stage.MakeAsync("femsa", ChargeKind.Store, reference, centavos)).Charge);

    private static async Task<RestAnswer> MakeAsync(WebhookStage stage, string json, string key) =>
        await stage.SendAsync(HttpMethod.Post, Charges, json, ("Idempotency-Key", key));

    /// <summary>As the provider numbers it.</summary>
    private static Task<string> ChargeAsync(WebhookStage stage, RestAnswer made) => stage.OneAsync<string>(
        $"SELECT charge FROM payment_charge WHERE id = '{made.Json["id"]}'");
}
