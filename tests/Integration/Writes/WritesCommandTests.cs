using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Writes;
using Strangler.Postgres;
using Strangler.Postgres.Writes;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Writes;

/// <summary><c>./strangler writes</c>: what a person sees of writes, and decides.</summary>
public sealed class WritesCommandTests(PostgresCluster cluster) : IAsyncLifetime
{
    private string _connection = "";
    private Database? _database;

    private Database Open => _database!;

    public async ValueTask InitializeAsync()
    {
        _connection = await cluster.CreateDatabaseAsync();
        _database = Database.Open(_connection);
    }

    public ValueTask DisposeAsync() => Open.DisposeAsync();

    [Fact]
    public async Task An_unknown_write_is_listed_shown_and_said_to_be_done()
    {
        long id = await RecordedWrite.LoseAsync(Open, "one");
        Assert.IsType<WriteTurn.Mine>(await RecordedWrite.BeginAsync(Open, "two"));
        Assert.IsType<WriteTurn.Unknown>(await RecordedWrite.BeginAsync(Open, "one"));

        string listed = await RunAsync(0, "list", "--state", "unknown");
        JsonNode shown = JsonNode.Parse(await RunAsync(0, "show", $"{id}"))!;
        await RunAsync(0, "resolve", $"{id}", "--as", "done", "--who", "Ana", "--why", "seen there");
        string twice = await RunAsync(1, "resolve", $"{id}", "--as", "not-done", "--who", "Ana", "--why", "no");
        string free = await RunAsync(1, "resolve", $"{id}", "--as", "free", "--who", "Ana", "--why", "no");
        WriteTurn.Done next = Assert.IsType<WriteTurn.Done>(await RecordedWrite.BeginAsync(Open, "one"));

        Assert.Contains("timeout", Assert.Single(Payments(listed)), StringComparison.Ordinal);
        Assert.Equal(
            ("unknown", "legacy", 7, 1.23m), (
                (string)shown["state"]!, (string)shown["owner"]!, (int)shown["contract"]!, (decimal)shown["amount"]!));
        Assert.Contains($"Write {id} is answered", twice, StringComparison.Ordinal);
        Assert.Contains($"Write {id} is answered", free, StringComparison.Ordinal);
        Assert.Contains(
            "<codigoError>0</codigoError>", Encoding.UTF8.GetString(next.Answer.Body!), StringComparison.Ordinal);
        Assert.Equal(2, Payments(await RunAsync(0, "list")).Length);
    }

    [Fact]
    public async Task A_write_that_was_not_done_goes_to_its_owner_again_or_is_planned_anew()
    {
        long id = await RecordedWrite.LoseAsync(Open, "one");
        await RunAsync(0, "resolve", $"{id}", "--as", "not-done", "--who", "Ana", "--why", "not there");
        Assert.False(await BeginsNativelyAsync("one"));

        long other = await RecordedWrite.LoseAsync(Open, "two");
        await RunAsync(0, "resolve", $"{other}", "--as", "not-done", "--who", "Ana", "--why", "not there");
        await RunAsync(0, "resolve", $"{other}", "--as", "free", "--who", "Ana", "--why", "route was wrong");
        Assert.True(await BeginsNativelyAsync("two"));
    }

    [Fact]
    public async Task Drain_waits_for_writes_of_older_routes()
    {
        WriteTurn.Mine old = Assert.IsType<WriteTurn.Mine>(await RecordedWrite.BeginAsync(Open, "old", routes: 1));
        Assert.IsType<WriteTurn.Mine>(await RecordedWrite.BeginAsync(Open, "new", routes: 2));

        string waiting = await RunAsync(1, "drain", "--routes", "2", "--wait", "0");
        await new WriteStore(Open).ReleaseAsync(old, "unreachable", TestContext.Current.CancellationToken);
        string live = await RunAsync(0, "drain", "--routes", "2", "--wait", "0");

        Assert.Contains("1 writes of routes before version 2 are still under way", waiting, StringComparison.Ordinal);
        Assert.Contains("No write of routes before version 2", live, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "show", "99")]
    [InlineData(1, "resolve", "99", "--as", "done", "--who", "Ana", "--why", "x")]
    [InlineData(2, "resolve", "99", "--as", "perhaps", "--who", "Ana", "--why", "x")]
    [InlineData(2, "resolve", "99", "--as", "done", "--who", "Ana")]
    [InlineData(2, "list", "--state", "lost")]
    public async Task What_is_not_there_or_not_said_is_refused_with_the_reason(int code, params string[] args) =>
        Assert.NotEqual("", await RunAsync(code, args));

    /// <summary>Who owns it, when routes say native.</summary>
    private async Task<bool> BeginsNativelyAsync(string name) =>
        Assert.IsType<WriteTurn.Mine>(await RecordedWrite.BeginAsync(Open, name, isNative: true)).IsNative;

    private static string[] Payments(string listed) =>
        [.. listed.Split('\n').Where(line => line.Contains("cobrarReferencia", StringComparison.Ordinal))];

    /// <summary>What it says, on either stream.</summary>
    private async Task<string> RunAsync(int code, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { WritesCommand.Create() };
        int actual = await CommandRunner.RunAsync(
            root, ["writes", .. args, "--database", _connection], error, output);
        Assert.Equal((code, ""), (actual, code == 0 ? error.ToString() : ""));
        return $"{output}{error}";
    }
}
