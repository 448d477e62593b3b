using System.CommandLine;
using System.Text.Json;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Import;
using Strangler.ParallelRun.Tariffs;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.StandIn;

namespace Strangler.Tests.Integration.Tariffs;

/// <summary>A proposal tried on the imported sample.</summary>
public sealed class SimulateTests(PostgresCluster cluster) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulate").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_shipped_prices_change_nothing_and_dearer_ones_are_told_by_class()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await RunAsync("import", "--extract", RunningStandIn.SampleFolder, "--database", connection);
        string shipped = Path.Combine(ParallelRun.Repository.Root, "newcore", "Core", "Tariffs", "Catalogue");

        JsonElement same = await SimulateAsync(connection, shipped, "2026-02");
        Assert.True(same.GetProperty("total").GetProperty("contracts").GetInt64() > 200, $"{same}");
        Assert.Equal(0, same.GetProperty("total").GetProperty("delta").GetDecimal());
        Assert.Equal(0, same.GetProperty("total").GetProperty("losers").GetInt64());

        JsonElement dearer = await SimulateAsync(connection, await DearerAsync(shipped), "2026-02");
        JsonElement[] changed = [.. dearer.GetProperty("classes").EnumerateArray()
            .Where(one => one.GetProperty("delta").GetDecimal() != 0)];
        Assert.Equal("COMERCIAL", Assert.Single(changed).GetProperty("name").GetString());
        Assert.True(changed[0].GetProperty("losers").GetInt64() > 0);
        Assert.Equal(0, changed[0].GetProperty("winners").GetInt64());
        Assert.Equal(
            dearer.GetProperty("total").GetProperty("contracts").GetInt64(),
            dearer.GetProperty("distribution").EnumerateArray().Sum(band => band.GetProperty("bills").GetInt64()));
        string page = await File.ReadAllTextAsync(
            Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("COMERCIAL", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_not_there_is_a_message()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await RunAsync("import", "--extract", RunningStandIn.SampleFolder, "--database", connection);
        (int code, string said) = await RunAsync(
            "tariffs", "simulate", "--proposal", Path.Combine(ParallelRun.Repository.Root, "samples", "tariffs"),
            "--period", "2026-02", "--group", "7/XXX", "--out", _folder, "--database", connection);
        Assert.Equal((1, "There is no billing group 7/XXX with a period 2026-02."), (code, said.Trim()));
    }

    private async Task<JsonElement> SimulateAsync(string connection, string proposal, string period)
    {
        (int code, string said) = await RunAsync(
            "tariffs", "simulate", "--proposal", proposal, "--period", period, "--out", _folder, "--database",
                connection);
        Assert.True(code == 0, said);
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "summary.json"))).RootElement;
    }

    /// <summary>Sewerage of businesses at twice its share.</summary>
    private async Task<string> DearerAsync(string shipped)
    {
        string file = Path.Combine(_folder, "commercial.json");
        string plan = await File.ReadAllTextAsync(Path.Combine(shipped, "commercial.json"));
        await File.WriteAllTextAsync(file,
            plan.Replace("\"share\": 0.10", "\"share\": 0.20", StringComparison.Ordinal));
        return file;
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        using StringWriter said = new();
        int code = await CommandRunner.RunAsync(
            new RootCommand { ImportCommand.Create(), TariffsCommand.Create() }, args, said, said);
        return (code, $"{said}");
    }
}
