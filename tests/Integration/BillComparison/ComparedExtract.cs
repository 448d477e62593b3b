using System.CommandLine;
using System.Text.Json;
using Strangler.ParallelRun.Billing;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Import;
using Strangler.ParallelRun.Parity;
using Strangler.ParallelRun.Parked;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.BillComparison;

/// <summary>An imported extract, its parallel runs by the command line, and the files they wrote.</summary>
internal sealed class ComparedExtract : IDisposable
{
    private readonly DirectoryInfo _reports = Directory.CreateTempSubdirectory("strangler-reports-");

    private ComparedExtract(string connection) => Connection = connection;

    public string Connection { get; }

    public static async Task<ComparedExtract> EmptyAsync(PostgresCluster cluster) =>
        new(await cluster.CreateDatabaseAsync());

    public static async Task<ComparedExtract> ImportAsync(PostgresCluster cluster, string extract)
    {
        ComparedExtract compared = await EmptyAsync(cluster);
        (int code, _, string error) = await compared.TryAsync("import", "--extract", extract);
        Assert.Equal((0, ""), (code, error));
        return compared;
    }

    public string FolderOf(string period) => Path.Combine(_reports.FullName, period);

    /// <summary>What the command says at its end.</summary>
    public async Task<string> RunAsync(string period, params string[] options)
    {
        (int code, string output, string error) = await TryAsync(
            ["parallel-run", "--group", "all", "--period", period, "--out", FolderOf(period), .. options]);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        RootCommand root =
        [
            ImportCommand.Create(), ParallelRunCommand.Create(), ExceptionsCommand.Create(), ParityCommand.Create(),
        ];
        int code = await CommandRunner.RunAsync(root, [.. arguments, "--database", Connection], error, output);
        return (code, output.ToString(), error.ToString());
    }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Bills(string period) =>
        CsvFile.Read(FolderOf(period), "bills.csv");

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Differences(string period) =>
        CsvFile.Read(FolderOf(period), "differences.csv");

    public JsonElement Summary(string period) => JsonSerializer.Deserialize<JsonElement>(
        File.ReadAllText(Path.Combine(FolderOf(period), "summary.json")));

    public string Report(string period) => File.ReadAllText(Path.Combine(FolderOf(period), "report.html"));

    public void Dispose() => _reports.Delete(recursive: true);
}
