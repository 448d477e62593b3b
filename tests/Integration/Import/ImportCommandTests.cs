using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Import;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Import;

public sealed class ImportCommandTests(PostgresCluster cluster) : IDisposable
{
    private readonly ExtractCopy _extract = new();

    public void Dispose() => _extract.Dispose();

    [Fact]
    public async Task An_import_ends_with_its_counts_and_the_version()
    {
        string database = await cluster.CreateEmptyDatabaseAsync();
        _extract.Set("factura", 7, "facimporte", "SECRET");

        (int code, string output, string error) = await RunAsync("--database", database, "--extract", _extract.Folder);

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"factura\.csv +1,796 +0 +0 +0 +1", output);
        Assert.Contains("Quarantined: factura.csv, line 7: facimporte is not a number.", output);
        Assert.EndsWith("Imported; the data are version 1.", output.TrimEnd());
        Assert.DoesNotContain("SECRET", output);
    }

    [Fact]
    public async Task A_broken_extract_is_exit_code_1_and_one_line_that_says_why()
    {
        File.Delete(_extract.PathOf("zona"));

        (int code, string output, string error) =
            await RunAsync("--database", await cluster.CreateDatabaseAsync(), "--extract", _extract.Folder);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("zona.csv: the file is not in", Assert.Single(error.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_exit_code_1_and_no_password_is_shown()
    {
        (int code, _, string error) = await RunAsync(
            "--database", "postgresql://someone:hidden@127.0.0.1:1/none", "--extract", _extract.Folder);

        Assert.Equal(1, code);
        Assert.StartsWith("The database failed: ", error);
        Assert.DoesNotContain("hidden", error);
    }

    [Theory]
    [InlineData("--max-bad-percent", "101")]
    [InlineData("--extract")]
    public async Task A_wrong_command_line_is_exit_code_2(params string[] arguments)
    {
        (int code, _, _) = await RunAsync(arguments);

        Assert.Equal(2, code);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandRunner.RunAsync(
            new RootCommand { ImportCommand.Create() }, ["import", .. arguments], error, output);
        return (code, output.ToString(), error.ToString());
    }
}
