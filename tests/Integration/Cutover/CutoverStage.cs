using System.CommandLine;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Cutover;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Debts;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Cutover;

/// <summary>The sample extract in a database that counts, to be cut over.</summary>
internal sealed class CutoverStage : IAsyncDisposable
{
    public static readonly BillingGroup Group = new(1, "M08");

    /// <summary>The last cycle of the sample.</summary>
    public static readonly BillingCycle June = new(2026, 6);

    private const string JuneRuns = "6";

    public ExtractCopy Extract { get; } = new();

    public ImportedDatabase Imported { get; private set; } = null!;

    public CutoverDesk Desk => new(Imported.Database, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="withoutJune">The former system has not billed June, and nobody has paid it.</param>
    public static async Task<CutoverStage> CreateAsync(PostgresCluster cluster, bool withoutJune = false)
    {
        CutoverStage stage = new();
        if (withoutJune)
        {
            stage.RemoveJune();
            stage.Imported = await ImportedDatabase.WithAsync(cluster, stage.Extract);
            return stage;
        }

        stage.Imported = new ImportedDatabase(await cluster.CreateFilledAsync("imported", async empty =>
        {
            await using ImportedDatabase imported = new(empty);
            await imported.ImportAsync(stage.Extract);
        }));
        return stage;
    }

    /// <summary>The sample, reconciled: made once, and copied for each test.</summary>
    public static async Task<CutoverStage> ReconciledAsync(PostgresCluster cluster)
    {
        CutoverStage stage = new();
        string connection = await cluster.CreateFilledAsync("reconciled", async empty =>
        {
            await using ImportedDatabase imported = new(empty);
            stage.Imported = imported;
            await imported.ImportAsync(stage.Extract);
            await stage.ReconcileAsync();
        });
        stage.Imported = new ImportedDatabase(connection);
        return stage;
    }

    public async Task ReconcileAsync()
    {
        Assert.IsType<CutoverOutcome.Prepared>(await PrepareAsync());
        Assert.True(Assert.IsType<CutoverOutcome.Compared>(
            await Desk.ReconcileAsync(Group, "ana", "a test", Cancellation)).Report.Agrees);
    }

    public Task<CutoverOutcome> PrepareAsync() => Desk.PrepareAsync(Group, "ana", "a test", null, Cancellation);

    /// <summary>As ./strangler does.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { CutoverCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["cutover", .. args, "--database", Imported.ConnectionString], error, output);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>What the former system's debt queries answer, contract by contract; zeros too.</summary>
    public async Task<Dictionary<int, long>> LegacyDebtsAsync()
    {
        DebtBook book = await new DebtBookLoader(Imported.Database).LoadAsync(Cancellation);
        int[] contracts = await Imported.OneAsync<int[]>(
            "SELECT array_agg(number::integer) FROM legacy_contract WHERE service_area = 1 AND zone = 'M08'");
        return contracts.ToDictionary(
            number => number, number => book.Find(new ContractNumber(number))!.Open.Sum(one => one.Owed.Centavos));
    }

    /// <summary>What the ledger says, contract by contract.</summary>
    public async Task<Dictionary<int, long>> NativeDebtsAsync()
    {
        await using Npgsql.NpgsqlCommand command = Imported.Database.Command("""
            SELECT c.number::integer, coalesce(s.receivable, 0) FROM legacy_contract c
            LEFT JOIN ledger_stream s ON s.contract = c.number WHERE c.service_area = 1 AND c.zone = 'M08'
            """);
        await using Npgsql.NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        Dictionary<int, long> debts = [];
        while (await reader.ReadAsync(Cancellation))
        {
            debts[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return debts;
    }

    public async ValueTask DisposeAsync()
    {
        Extract.Dispose();
        await Imported.DisposeAsync();
    }

    private void RemoveJune()
    {
        HashSet<string> runs = [.. Removed("facturacio", row => row["ftopernum"] == JuneRuns, row => row["ftoid"])];
        HashSet<string> invoices = [.. Removed("factura", row => runs.Contains(row["facftoid"]), row => row["facid"])];
        Removed("linfactura", row => invoices.Contains(row["linfacid"]), row => "");
        Removed("opedesglos", row => invoices.Contains(row["x_facid"]), row => "");
    }

    private List<string> Removed(
        string table, Func<Dictionary<string, string>, bool> which, Func<Dictionary<string, string>, string> id)
    {
        List<string> ids = [];
        Extract.Change(table, lines =>
        {
            string[] names = lines[0].Split(',');
            List<string> kept = [lines[0]];
            foreach (string line in lines[1..])
            {
                Dictionary<string, string> row = names.Zip(line.Split(',')).ToDictionary(
                    pair => pair.First, pair => pair.Second);
                if (which(row))
                {
                    ids.Add(id(row));
                }
                else
                {
                    kept.Add(line);
                }
            }

            return kept;
        });
        return ids;
    }
}
