using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Strangler.Core.Accounts;
using Strangler.Gateway.Native;
using Strangler.Gateway.Native.Accounts;
using Strangler.ParallelRun.Accounts;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Accounts;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Accounts;

/// <summary>Accounts from the command line to the gateway's memory, through a real database.</summary>
public sealed class AccountTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_added_replaced_listed_and_removed()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(connection);
        AccountStore store = new(database);

        Assert.True(await store.AddAsync(Made("bot", "first password"), replace: false, Cancellation));
        Assert.False(await store.AddAsync(Made("bot", "second password"), replace: false, Cancellation));
        Assert.True((await store.ListAsync(Cancellation)).Single().Password.Matches("first password"));
        Assert.True(await store.AddAsync(Made("bot", "second password"), replace: true, Cancellation));
        Assert.True((await store.ListAsync(Cancellation)).Single().Password.Matches("second password"));
        Assert.True(await store.RemoveAsync("bot", Cancellation));
        Assert.False(await store.RemoveAsync("bot", Cancellation));
        Assert.Empty(await store.ListAsync(Cancellation));
    }

    [Fact]
    public async Task The_command_line_reads_the_password_from_its_input_and_keeps_only_a_hash()
    {
        string connection = await cluster.CreateDatabaseAsync();

        (int code, string said) = await AddAsync(connection, "bot", "a good password\nnot this\n");

        Assert.Equal((0, "The account bot is kept. Gateways recognise it within seconds."), (code, said.Trim()));
        await using Database database = Database.Open(connection);
        Account kept = (await new AccountStore(database).ListAsync(Cancellation)).Single();
        Assert.True(kept.Password.Matches("a good password"));
        Assert.Equal(PasswordHash.UsualIterations, kept.Password.Iterations);
        (code, said) = await RunAsync("accounts", "list", "--database", connection);
        Assert.Equal(0, code);
        Assert.Contains("bot", said, StringComparison.Ordinal);
        (code, _) = await RunAsync("accounts", "remove", "bot", "--database", connection);
        Assert.Equal(0, code);
        (code, said) = await RunAsync("accounts", "remove", "bot", "--database", connection);
        Assert.Equal((1, "There is no account bot."), (code, said.Trim()));
    }

    [Theory]
    [InlineData("short\n")]
    [InlineData("")]
    public async Task A_password_that_is_none_is_refused_without_being_repeated(string input)
    {
        string connection = await cluster.CreateDatabaseAsync();

        (int code, string said) = await AddAsync(connection, "bot", input);

        Assert.Equal(1, code);
        Assert.StartsWith("A password has 8 to 256 characters", said, StringComparison.Ordinal);
        Assert.DoesNotContain("short", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_learns_of_accounts_and_keeps_them_when_the_database_is_gone()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(connection);
        AccountStore store = new(database);
        await store.AddAsync(Made("bot", "first password"), replace: false, Cancellation);
        using AccountFeed feed = new(
            store, Options.Create(new NativeOptions { Authentication = "optional" }), TimeProvider.System,
            NullLogger<AccountFeed>.Instance);

        Assert.Null(feed.Current);
        Assert.True(await feed.RefreshAsync(store, Cancellation));
        Assert.NotNull(feed.Current!.Find("bot"));
        Assert.Null(feed.Current.Find("Bot"));
        await using Database gone = Database.Open($"Host=127.0.0.1;Port={ClosedPort()};Username=nobody;Database=none");
        Assert.False(await feed.RefreshAsync(new AccountStore(gone), Cancellation));
        Assert.NotNull(feed.Current.Find("bot"));
        await store.RemoveAsync("bot", Cancellation);
        Assert.True(await feed.RefreshAsync(store, Cancellation));
        Assert.Null(feed.Current.Find("bot"));
    }

    private static Account Made(string username, string password) => new(
        username, PasswordHash.Of(password, new byte[PasswordHash.SaltBytes], iterations: 10), "a test",
        DateTimeOffset.UnixEpoch);

    /// <summary>The command as a process of its own, for it reads standard input.</summary>
    private static async Task<(int Code, string Said)> AddAsync(string connection, string username, string input)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { typeof(AccountsCommand).Assembly.Location, "accounts", "add", username },
            Environment = { ["STRANGLER_DB"] = connection },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(Cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output + await error);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        using StringWriter said = new();
        RootCommand root = new() { AccountsCommand.Create() };
        int code = await CommandRunner.RunAsync(root, args, error: said, output: said);
        return (code, said.ToString());
    }

    private static int ClosedPort()
    {
        using TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
