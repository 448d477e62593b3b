using System.Text;
using System.Text.Json.Nodes;
using Strangler.AquaCis.StandIn;
using Strangler.Core.Payments.Providers;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Rest;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>Money for contracts that were not cut over: AquaCIS posts it, once.</summary>
public sealed class LegacyTillTests(PostgresCluster cluster)
{
    private const long Amount = 3_300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Money_for_a_contract_that_AquaCIS_still_has_is_posted_there_once()
    {
        await using StandInServer legacy = await StartLegacyAsync();
        await using WebhookStage stage = await StartAsync(legacy);
        await stage.MoodAsync("""{"copies":3}""");
        (int contract, long owed) = await PayAsync(stage);

        await Eventually.BecomesAsync("applied by AquaCIS", () => stage.StatesAsync());
        await Eventually.BecomesAsync(3L, () => stage.OneAsync<long>("SELECT sum(told) FROM payment_fact"));

        Assert.Equal(owed - Amount, await OwedAsync(stage, contract));
        Assert.Equal($"{contract} {Amount}", await stage.OneAsync<string>(
            "SELECT contract || ' ' || amount FROM payment_fact_part"));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM native_payment"));
    }

    [Fact]
    public async Task What_AquaCIS_did_without_saying_so_is_found_out_and_never_posted_twice()
    {
        await using StandInServer legacy = await StartLegacyAsync();
        await using WebhookStage stage = await StartAsync(
            legacy, "--Writes:SettleTime=00:00:00.100", "--Writes:ReconcileEvery=00:00:00.100");
        await FailAsync(legacy, "half", 1);
        (int contract, long owed) = await PayAsync(stage);

        await Eventually.BecomesAsync("applied by AquaCIS", () => stage.StatesAsync());

        Assert.Equal(owed - Amount, await OwedAsync(stage, contract));
    }

    [Fact]
    public async Task What_was_given_to_AquaCIS_is_not_posted_here_though_its_group_is_cut_over_meanwhile()
    {
        await using StandInServer legacy = await StartLegacyAsync();
        await using WebhookStage stage = await StartAsync(legacy, "--Writes:ReconcileEvery=00:00:00");
        await FailAsync(legacy, "half", 1);
        (int contract, long owed) = await PayAsync(stage);
        await Eventually.BecomesAsync(true, () => stage.OneAsync<bool>(
            "SELECT coalesce(bool_or(reason LIKE 'AquaCIS: %'), false) FROM payment_fact"));

        await stage.Cutover.ReconcileAsync();
        int attempt = await stage.OneAsync<int>("SELECT attempt FROM payment_fact");
        await stage.OneAsync<int>("UPDATE payment_fact SET due_at = now() - interval '1 minute' RETURNING 1");

        await Eventually.BecomesAsync(
            true, () => stage.OneAsync<bool>($"SELECT attempt > {attempt} FROM payment_fact"));
        Assert.StartsWith("received AquaCIS: ", await stage.StatesAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM native_payment"));
        Assert.Equal(owed - Amount, await OwedAsync(stage, contract));
    }

    [Fact]
    public async Task What_AquaCIS_refuses_is_listed()
    {
        await using StandInServer legacy = await StartLegacyAsync();
        await using WebhookStage stage = await StartAsync(legacy, "--Writes:RefusalMemory=00:00:01");
        (int contract, long owed) = (await stage.DebtorsAsync())[0];
        // All that is owed, then once more: AquaCIS takes nothing then.
        await PayAsync(stage, contract, owed);
        await Eventually.BecomesAsync("applied by AquaCIS", () => stage.StatesAsync());
        await PayAsync(stage, contract, 100);

        await Eventually.BecomesAsync("applied by AquaCIS; listed AquaCIS refused: -510", () => stage.StatesAsync());
    }

    private static async Task<(int Contract, long Owed)> PayAsync(WebhookStage stage)
    {
        int contract = (await stage.DebtorsAsync())[0].Contract;
        long owed = await OwedAsync(stage, contract);
        await PayAsync(stage, contract, Amount);
        return (contract, owed);
    }

    private static async Task PayAsync(WebhookStage stage, int contract, long centavos)
    {
        MakeOutcome made = await stage.MakeAsync(
            "femsa", ChargeKind.Store, WebhookStage.Reference(contract), centavos);
        await stage.PayAsync("femsa", Assert.IsType<MakeOutcome.Made>(made).Charge);
    }

    private static Task<StandInServer> StartLegacyAsync() => StandInServer.StartAsync(
        new StandInOptions { ExtractDirectory = RepositoryPlaces.SampleExtract }, Cancellation);

    private Task<WebhookStage> StartAsync(
        StandInServer legacy, params string[] settings) =>
        WebhookStage.StartAsync(cluster, cutOver: false, legacy.Address.AbsoluteUri, settings);

    private static async Task FailAsync(
        StandInServer legacy, string mode, int times, string operation = "cobrarReferencia")
    {
        using HttpClient control = new();
        using StringContent failure = new(
            $$"""{"mode":"{{mode}}","times":{{times}}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await control.PutAsync(
            new Uri(legacy.ControlAddress, $"failures/{operation}"), failure, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    /// <summary>As AquaCIS says, in centavos.</summary>
    private static async Task<long> OwedAsync(WebhookStage stage, int contract)
    {
        RestAnswer answer = await stage.SendAsync(
            HttpMethod.Post, "/api/aquacis/InterfazGenericaGestionDeudaWS/getDeudaTotalConFacturas",
            $$"""{"contrato":{{contract}}}""");
        JsonNode? total = answer.Json["return"]?["deudaTotalFacturas"]?["deudaTotal"];
        return total is null ? 0 : (long)((decimal)total * 100);
    }
}
