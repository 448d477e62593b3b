using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Keys;
using Strangler.Postgres;
using Strangler.Postgres.Audit;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Access;

/// <summary>What is done on the command line is written down, and what only looks is not.</summary>
public sealed class CommandAuditTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_changes_something_is_audited_with_its_outcome_and_no_secret()
    {
        string connection = await cluster.CreateDatabaseAsync();
        (int added, string said) = await RunAsync(
            "keys", "add", "--name", "kiosk", "--role", "reader", "--database", connection);
        (int refused, _) = await RunAsync("keys", "revoke", "--name", "nobody", "--database", connection);
        (int looked, _) = await RunAsync("keys", "list", "--database", connection);

        Assert.Equal((0, 0), (added, looked));
        Assert.NotEqual(0, refused);
        await using Database database = Database.Open(connection);
        AuditedAct[] acts = [.. await new AuditStore(database).ListAsync(10, Cancellation)];
        Assert.Equal(["keys revoke", "keys add"], acts.Select(act => act.Act.What));
        Assert.Contains("kiosk", acts[1].Act.Subject, StringComparison.Ordinal);
        Assert.StartsWith("done", acts[1].Outcome, StringComparison.Ordinal);
        Assert.False(acts[0].Outcome!.StartsWith("done", StringComparison.Ordinal));
        string key = said.Split().First(word => word.StartsWith("strangler.", StringComparison.Ordinal));
        Assert.DoesNotContain(acts, act => $"{act}".Contains(key, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        using StringWriter said = new();
        RootCommand root = new() { KeysCommand.Create() };
        int code = await CommandRunner.RunAsync(root, args, error: said, output: said);
        return (code, said.ToString());
    }
}
