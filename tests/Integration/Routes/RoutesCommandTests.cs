using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Keys;
using Strangler.ParallelRun.Routes;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Routes;

public sealed class RoutesCommandTests(PostgresCluster cluster)
{
    private string _connection = "";

    [Fact]
    public async Task Routes_are_set_listed_explained_killed_and_remembered()
    {
        _connection = await cluster.CreateDatabaseAsync();
        string set = await DoneAsync(
            "routes", "set", "--group", "1/M08", "1/M01", "--mode", "shadow", "--why", "wave 1");
        Assert.Matches("set everything of 1/M08 shadow: [0-9]+ operations", set);
        Assert.Contains("Changed: 2. The routes are at version 1.", set, StringComparison.Ordinal);
        await DoneAsync("routes", "kill", "--everything", "--why", "smoke");
        string list = await DoneAsync("routes", "list");
        Assert.Contains("Version 2: 2 routes, 1 kills.", list, StringComparison.Ordinal);
        Assert.Matches(@"all +all +all +KILLED +2 .* Ana +smoke", list);
        Assert.Matches(@"all +all +1/M08 +shadow +1 ", list);
        Assert.StartsWith(
            "legacy, under version 2: killed: everything.",
            await DoneAsync("routes", "explain", "--operation", "getDeuda", "--group", "1/M08"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "shadow, under version 1: route: everything of 1/M08.",
            await DoneAsync("routes", "explain", "--operation", "getDeuda", "--group", "1/M08", "--version", "1"),
            StringComparison.Ordinal);
        await DoneAsync("routes", "unkill", "--everything", "--why", "over");
        await DoneAsync("routes", "remove", "--group", "1/M01", "--why", "too early");
        string history = await DoneAsync("routes", "history", "--limit", "2");
        Assert.Equal(3, history.TrimEnd().Split('\n').Length);
        Assert.Matches(@"remove +all +all +1/M01 +shadow +- +4 ", history);
    }

    [Fact]
    public async Task A_refused_change_exits_1_with_all_reasons()
    {
        _connection = await cluster.CreateDatabaseAsync();
        (int code, _, string error) = await RunAsync(
            "routes", "set", "--operation", "getLecturas", "getDeuda", "--group", "x", "--mode", "nativ", "--why", "x");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal(4, error.Split('\n').Count(line => line.StartsWith("  Change ", StringComparison.Ordinal)));
        (code, _, error) = await RunAsync(
            "routes", "kill", "--everything", "--why", "x", "--expected-version", "4");
        Assert.Equal((ExitCode.Failed, "The routes are at version 0, not 4; nothing was changed.\n"), (code, error));
    }

    [Theory]
    [InlineData("routes", "set", "--mode", "native", "--why", "no scope")]
    [InlineData("routes", "set", "--everything", "--group", "1/M08", "--mode", "native", "--why", "two scopes")]
    [InlineData("routes", "set", "--everything", "--mode", "native")]
    [InlineData("routes", "history", "--limit", "0")]
    [InlineData("keys", "add")]
    public async Task Bad_usage_exits_2(params string[] args) =>
        Assert.Equal(ExitCode.BadUsage, (await RunAsync(args)).Code);

    [Fact]
    public async Task A_database_that_is_not_there_is_a_message_and_not_a_stack_trace()
    {
        _connection = "Host=127.0.0.1;Port=1;Database=x;Username=x";
        (int code, _, string error) = await RunAsync("routes", "list");
        Assert.Equal((ExitCode.Failed, 1), (code, error.TrimEnd().Split('\n').Length));
        Assert.StartsWith("The database failed: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        _connection = await cluster.CreateDatabaseAsync();
        string key = await DoneAsync("keys", "add", "--name", "Luis", "--role", "viewer");
        Assert.StartsWith("strangler.", key, StringComparison.Ordinal);
        await DoneAsync("keys", "revoke", "--name", "Luis");
        string list = await DoneAsync("keys", "list");
        Assert.Matches(@"Luis +reader .*\bAna\b.*\bAna\b", list);
        Assert.DoesNotContain(key.Trim().Split('.')[2], list, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await RunAsync("keys", "revoke", "--name", "Luis")).Code);
        Assert.Equal(ExitCode.Failed, (await RunAsync("keys", "add", "--name", "Luis")).Code);
    }

    private async Task<string> DoneAsync(params string[] args)
    {
        (int code, string output, string error) = await RunAsync(args);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        return output;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        bool changes = args is ["routes", "set" or "kill" or "unkill" or "remove", ..]
            or ["keys", "add" or "revoke", ..];
        RootCommand root = new() { RoutesCommand.Create(), KeysCommand.Create() };
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandRunner.RunAsync(
            root, [.. args, .. changes ? (string[])["--who", "Ana"] : [], "--database", _connection], error, output);
        return (code, output.ToString(), error.ToString());
    }
}
