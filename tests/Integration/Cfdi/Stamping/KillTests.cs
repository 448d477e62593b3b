using System.Diagnostics;
using Strangler.Pac.Sandbox;
using Strangler.ParallelRun.Cfdi;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

/// <summary>The command as a process, ended as a power cut ends it.</summary>
public sealed class KillTests(PostgresCluster cluster) : IDisposable
{
    private const int Documents = 300;

    /// <summary>The lease of what a killed process had ends after minutes: for a test they pass at once.</summary>
    private const string MinutesPass = """
        UPDATE cfdi_document SET due_at = due_at - interval '10 minutes', sent_at = sent_at - interval '10 minutes'
        WHERE state IN ('stamping', 'unknown')
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kill-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_stamping_process_may_be_killed_anywhere_and_each_document_is_stamped_once()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(connection);
        await using SandboxServer sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Latency = TimeSpan.FromMilliseconds(60),
                CertificateDirectory = _folder.FullName,
            },
            Cancellation);
        await new CfdiBulk(database).EnqueueAsync(
            [.. Enumerable.Range(1, Documents).Select(number => SampleDocuments.Invoice(number))], Cancellation);

        int lost = 0;
        foreach (int until in new[] { 50, 130, 210 })
        {
            using Process worker = Start(connection, sandbox);
            while (sandbox.StampCount < until)
            {
                Assert.False(worker.HasExited, "It ended before it could be killed.");
                await Task.Delay(5, Cancellation);
            }

            // SIGKILL.
            worker.Kill();
            await worker.WaitForExitAsync(Cancellation);
            await GoneAsync(database);
            lost += (int)await CountAsync(database, "state = 'stamping'");
            await RunAsync(database, MinutesPass);
        }

        using Process last = Start(connection, sandbox);
        await last.WaitForExitAsync(Cancellation);

        Assert.Equal(0, last.ExitCode);
        Assert.True(lost > 0, "No kill hit a document on its way.");
        Assert.Equal(Documents, await CountAsync(database, "state = 'stamped'"));
        Assert.Equal(Documents, sandbox.StampCount);
        Assert.Empty(sandbox.StampedTwice);
    }

    private Process Start(string connection, SandboxServer sandbox) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            typeof(CfdiCommand).Assembly.Location, "cfdi", "stamp", "--in-flight", "16", "--certificates",
            _folder.FullName, "--database", connection,
        },
        Environment =
        {
            ["STRANGLER_PACS"] = "finkok,sw",
            ["STRANGLER_PAC_FINKOK_URL"] = sandbox.Address.ToString(),
            ["STRANGLER_PAC_FINKOK_USER"] = "u",
            ["STRANGLER_PAC_FINKOK_PASSWORD"] = "p",
            ["STRANGLER_PAC_SW_URL"] = sandbox.Address.ToString(),
            ["STRANGLER_PAC_SW_USER"] = "u",
            ["STRANGLER_PAC_SW_PASSWORD"] = "p",
        },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The server may still be at the dead process's last statement.</summary>
    private static Task GoneAsync(Database database) => Eventually.BecomesAsync(0L, async () =>
    {
        await using Npgsql.NpgsqlCommand command = database.Command("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'strangler routes'
            """);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    });

    private static async Task<long> CountAsync(Database database, string condition)
    {
        await using Npgsql.NpgsqlCommand command = database.Command(
            $"SELECT count(*) FROM cfdi_document WHERE {condition}");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static async Task RunAsync(Database database, string sql)
    {
        await using Npgsql.NpgsqlCommand command = database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
