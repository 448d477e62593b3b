using System.CommandLine;
using Strangler.ParallelRun.Adjustments;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Receivables;
using Strangler.Tests.Integration.Billing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Adjustments;

/// <summary>The sample extract, its February billed natively: each test adjusts invoices of its own.</summary>
public sealed class AdjustedDatabase(PostgresCluster cluster) : IAsyncLifetime
{
    private BilledDatabase? _billed;

    internal BilledDatabase Billed => _billed!;

    public async ValueTask InitializeAsync()
    {
        _billed = await BilledDatabase.CreateAsync(cluster);
        await _billed.RunAsync(BilledDatabase.All(), workers: 1);
    }

    public ValueTask DisposeAsync() => _billed?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>As ./strangler does.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { AdjustCommand.Create(), ReceivablesCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, [.. args, "--database", Billed.Imported.ConnectionString], error, output);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The number of a contract's invoice.</summary>
    public Task<string> InvoiceAsync(int contract) => OneAsync<string>(
        $"SELECT number FROM billing_document_now WHERE contract = {contract} AND type = 1");

    public Task<T> OneAsync<T>(string sql) => Billed.Imported.OneAsync<T>(sql);

    /// <summary>
    /// What must hold after every adjustment: the ledger adds up to zero, and each contract owes what its documents
    /// have left.
    /// </summary>
    public async Task AssertSoundAsync()
    {
        Assert.Equal(0L, await OneAsync<long>(
            "SELECT coalesce(sum(a), 0)::bigint FROM (SELECT unnest(amounts) AS a FROM ledger_entry) s"));
        Assert.Equal("", await OneAsync<string>("""
            SELECT coalesce(string_agg(contract || ': ' || open || ' ' || receivable, ', '), '') FROM (
                SELECT contract, coalesce(o.open, 0) AS open, coalesce(s.receivable, 0) AS receivable
                FROM (SELECT contract, sum(open) AS open FROM receivable_open GROUP BY contract) o
                FULL JOIN ledger_stream s USING (contract)) x WHERE open <> receivable
            """));
        Assert.Equal(0L, await OneAsync<long>("SELECT count(*) FROM receivable_open WHERE open < 0"));
        Assert.Equal(0L, await OneAsync<long>("""
            SELECT count(*) FROM billing_document d JOIN billing_document_type t ON t.code = d.type
            WHERE d.type IN (2, 3, 4) AND total <> (
                SELECT sum(amount + tax) FROM billing_line l WHERE l.contract = d.contract AND l.cycle = d.cycle
                    AND l.type = d.type AND l.ordinal = d.ordinal)
            """));
    }
}
