using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Tests.Integration.Rest;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>
/// A client that a public generator makes from /api/openapi.json: it is generated, type-checked and run anew each time.
/// </summary>
public sealed class GeneratedClientTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private static readonly ForeignStack Generator =
        new("openapi-typescript", "node", "openapi/run.js", ["--input-type=module", "-e", Probe]);

    private const string Probe = "await import('openapi-typescript'); await import('openapi-fetch')";

    [Fact]
    public async Task A_generated_client_reads_quotes_pays_once_and_is_told_what_is_wrong()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        bool isInstalled = await Generator.IsInstalledAsync(cancellation);
        Assert.SkipUnless(
            isInstalled || Environment.GetEnvironmentVariable("CI") is "1" or "true",
            "Run eng/install-test-stacks.sh: openapi-typescript is missing.");
        await stage.RouteAsync("native");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, decimal owed) = await DebtorAsync(caller);
        RestAnswer document = await caller.GetAsync("/api/openapi.json");

        ProgramResult ended = await Generator.CallAsync(
            JsonSerializer.Serialize(new
            {
                document = document.Json,
                address = caller.Gateway.Address.ToString().TrimEnd('/'),
                key = caller.Admin,
                contract = customer.Contract,
                reference = customer.Reference,
            }),
            cancellation);

        Assert.True(ended.ExitCode == 0, $"{ended.Output} {ended.Errors}");
        JsonNode said = JsonNode.Parse(ended.Output)!;
        Assert.Equal((owed, owed), ((decimal)said["owed"]!, (decimal)said["same"]!));
        Assert.Equal(409.14m, (decimal)said["amount"]!);
        Assert.Equal(("taken", "taken", 1), ((string)said["paid"]!, (string)said["again"]!, (int)said["pageLength"]!));
        Assert.Equal("/api/problems/idempotency-key-reused", (string)said["type"]!);
        Assert.Equal((404, 404), ((int)said["nobody"]!, (int)said["missing"]!));
        Assert.Equal(owed - 1.5m, await OwedAsync(caller, customer));
    }

    private static async Task<(SampleCustomer, decimal)> DebtorAsync(RestCaller caller)
    {
        foreach (SampleCustomer customer in SampleCustomer.All)
        {
            if (await OwedAsync(caller, customer) is > 20 and var owed)
            {
                return (customer, owed);
            }
        }

        throw new InvalidOperationException("Nobody owes anything.");
    }

    private static async Task<decimal> OwedAsync(RestCaller caller, SampleCustomer customer) =>
        (decimal)(await caller.GetAsync($"/api/v1/contracts/{customer.Contract}/debt")).Json["owed"]!;
}
