using Strangler.Tests.Integration.Cfdi.Flow;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Watching;

/// <summary>The commands as a person gives them, one after the other.</summary>
public sealed class FlowCommandTests(PostgresCluster cluster)
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    [Fact]
    public async Task From_the_books_to_stamps_complements_replacements_and_cancellations()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 2);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        Task SaysAsync(string said, params string[] command) => RunAsync(flow, stage, 0, said, command);
        string[] issue = ["issue", "--group", "1/E2E", "--period", "2026-02"];

        await SaysAsync("2 queued, 0 refused, 0 waiting", issue);
        await SaysAsync("0 queued, 0 refused, 0 waiting", issue);
        await SaysAsync("stamped 2", "stamp");
        int[] contracts = await flow.ContractsAsync();
        await flow.PayAsync(contracts[0], "one", 500, Day);
        await SaysAsync("1 queued", "complements");
        await SaysAsync("stamped 3", "stamp");
        await SaysAsync("stamped", "status");
        await SaysAsync("3 documents, 0 findings.", "verify", "--all");

        string number = await flow.Stamping.OneAsync<string>(
            $"SELECT number FROM cfdi_invoice WHERE contract = {contracts[0]}");
        await SaysAsync("1 queued", "replace", "--number", number);
        await SaysAsync("stamped 4", "stamp");
        await SaysAsync("1 queued", "complements");
        await SaysAsync("stamped 5", "stamp");
        await SaysAsync("begun", "pursue");
        await SaysAsync("begun", "pursue");
        await SaysAsync("cancelled", "status");

        Guid uuid = await UuidOfAsync(flow, contracts[1]);
        await SaysAsync("Asked for", "cancel", "--uuid", $"{uuid}", "--motive", "02");
        await SaysAsync("steps done", "pursue");
        await SaysAsync("cancelled", "status", "--uuid", $"{uuid}");
        await SaysAsync("1 queued", issue);
    }

    [Fact]
    public async Task Receipts_of_the_public_are_put_together_and_one_is_taken_out()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 2);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        await flow.RunAsync("UPDATE legacy_person SET tax_id = 'XAXX010101000'");
        string profile = stage.PathOf("profile.json");
        await File.WriteAllTextAsync(profile, $$"""
            {"rfc":"{{TestCsd.Rfc}}","name":"AGUA DE PRUEBA","regime":"603","postalCode":"76000","withoutRfc":"global"}
            """, TestContext.Current.CancellationToken);
        stage.Settings["STRANGLER_CFDI_PROFILE"] = profile;
        Task SaysAsync(string said, params string[] command) => RunAsync(flow, stage, 0, said, command);
        string[] global = ["global", "--from", "2026-03-01", "--until", "2026-03-31", "--period", "month"];
        foreach (int contract in await flow.ContractsAsync())
        {
            await flow.PayAsync(contract, "all", await flow.OpenAsync(contract), Day);
        }

        await SaysAsync("1 queued, 0 refused, 0 waiting", global);
        await SaysAsync("stamped 1", "stamp");
        string number = await flow.Stamping.OneAsync<string>("SELECT min(invoice) FROM cfdi_global_receipt");
        await SaysAsync("1 waiting", "nominate", "--number", number);
        await SaysAsync("1 begun", "pursue");
        await SaysAsync("1 queued", global);
        await SaysAsync("1 queued", "issue", "--group", "1/E2E");
        await SaysAsync("cancelled 1  stamped 2", "stamp");
        await RunAsync(flow, stage, 1, "is in no global document", "nominate", "--number", "F0001-2026-99999999");
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_changes_nothing()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 1);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        Task RefusesAsync(int code, string said, params string[] command) =>
            RunAsync(flow, stage, code, said, command);
        string none = $"{Guid.NewGuid()}";

        await RefusesAsync(1, "X is no billing group", "issue", "--group", "X");
        await RefusesAsync(1, "2026-13 is no period", "issue", "--period", "2026-13");
        await RefusesAsync(1, "has no fiscal document", "replace", "--number", "F0001-2026-99999999");
        await RefusesAsync(2, "", "global", "--from", "yesterday", "--until", "2026-03-31", "--period", "month");
        await RefusesAsync(2, "", "global", "--from", "2026-03-01", "--until", "2026-03-31", "--period", "year");
        await RefusesAsync(1, "is in no global document", "nominate", "--number", "none");
        await RefusesAsync(1, "is not kept here", "cancel", "--uuid", none, "--motive", "02");
        await RefusesAsync(2, "", "cancel", "--uuid", none, "--motive", "05");
        await RefusesAsync(1, "is not kept here", "status", "--uuid", none);
        await RefusesAsync(1, "Say --uuid or --all", "verify");
        await RefusesAsync(
            1, "2 seal certificates", "complements", "--csd-cer", "a.cer", "b.cer", "--csd-key", "a.key");
        await RefusesAsync(1, "--csd-dir", "complements", "--csd-dir", stage.PathOf("nowhere"));
        stage.Settings["STRANGLER_PACS"] = "";
        await RefusesAsync(1, "names no PAC", "pursue");
        await RefusesAsync(1, "names no PAC", "stamp");
        stage.Settings.Remove("STRANGLER_CFDI_RFC");
        await RefusesAsync(1, "There is no issuer", "complements");
        await RefusesAsync(1, "There is no issuer", "watch");
        Assert.Equal(0L, await flow.Stamping.OneAsync<long>("SELECT count(*) FROM cfdi_document"));
    }

    [Fact]
    public async Task Several_certificates_may_be_given_as_files_or_as_a_folder()
    {
        await using FlowStage flow = await FlowStage.CreateAsync(cluster, 1);
        using WatchStage stage = await WatchStage.CreateAsync(flow);
        await stage.CommandAsync("cfdi", "test-csd", "--out", stage.PathOf("next"));
        string[] files =
        [
            "--csd-cer", stage.PathOf("csd/csd.cer"), "--csd-cer", stage.PathOf("next/csd.cer"),
            "--csd-key", stage.PathOf("csd/csd.key"), "--csd-key", stage.PathOf("next/csd.key"),
        ];
        await RunAsync(flow, stage, 1, "does not open the key", [
            "issue", .. files, "--password-file", stage.PathOf("csd/csd.password")]);
        await RunAsync(flow, stage, 0, "1 queued", [
            "issue", "--group", "1/E2E", .. files, "--password-file", stage.PathOf("csd/csd.password"),
            "--password-file", stage.PathOf("next/csd.password")]);

        foreach (string file in new[] { "cer", "key", "password" })
        {
            File.Copy(stage.PathOf($"next/csd.{file}"), stage.PathOf($"csd/next.{file}"));
        }

        await RunAsync(
            flow, stage, 0, "0 queued", ["issue", "--group", "1/E2E", "--csd-dir", stage.PathOf("csd")]);
    }

    private static Task<Guid> UuidOfAsync(FlowStage flow, int contract) => flow.Stamping.OneAsync<Guid>($"""
        SELECT d.uuid FROM cfdi_document d JOIN cfdi_invoice i ON i.number = d.source_key WHERE i.contract = {contract}
        """);

    private static async Task RunAsync(
        FlowStage flow, WatchStage stage, int expected, string said, params string[] command)
    {
        (int code, string output, string error) = await stage.CommandAsync(
            ["cfdi", .. command, "--database", flow.Connection]);
        Assert.True(code == expected, $"{string.Join(' ', command)}: {code}, {output}{error}");
        Assert.Contains(said, output + error, StringComparison.Ordinal);
    }
}
