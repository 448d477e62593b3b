using System.Globalization;
using Npgsql;
using Strangler.Postgres.Import;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Import;

public sealed class ImportTests(PostgresCluster cluster) : IDisposable
{
    private readonly ExtractCopy _extract = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _extract.Dispose();

    [Fact]
    public async Task Every_row_of_every_table_is_imported()
    {
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);

        ImportReport report = await imported.ImportAsync(_extract);

        Assert.Equal(24, report.Files.Count);
        Assert.All(report.Files, file => Assert.Equal(
            new ImportCounts(file.File, RowsOf(file.File), 0, 0, 0, 0), file));
        Assert.Equal(1, report.Version);
        Assert.Equal(
            _extract.Lines("factura").Skip(1)
                .Sum(line => decimal.Parse(line.Split(',')[6], CultureInfo.InvariantCulture)),
            await imported.OneAsync<decimal>("SELECT sum(amount) / 100 FROM legacy_invoice"));
    }

    [Fact]
    public async Task The_same_extract_again_changes_nothing()
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        string before = await imported.FingerprintAsync();

        ImportReport again = await imported.ImportAsync(_extract);

        Assert.False(again.Changed);
        Assert.Equal(1, again.Version);
        Assert.All(again.Files, file => Assert.Equal((0, 0, 0), (file.Inserted, file.Updated, file.Removed)));
        Assert.Equal(before, await imported.FingerprintAsync());
    }

    [Fact]
    public async Task Of_a_newer_extract_only_what_differs_is_written()
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        _extract.Set("factura", 5, "facimporte", "777.77");
        _extract.Set("contrato", 3, "x_fecbaja", "2026-06-30");
        _extract.Change("opedesglos", lines => lines.SkipLast(2));
        _extract.Change("variable", lines => [.. lines, "400002,61,2026-06-01,1"]);

        ImportReport report = await imported.ImportAsync(_extract);

        Assert.Equal(
            [
                ("contrato.csv", 0, 1, 0), ("variable.csv", 1, 0, 0), ("factura.csv", 0, 1, 0),
                ("opedesglos.csv", 0, 0, 2),
            ],
            report.Files.Where(file => file.Changed)
                .Select(file => (file.File, file.Inserted, file.Updated, file.Removed)));
        Assert.Equal(2, report.Version);
        Assert.Equal(77777, await imported.OneAsync<long>("SELECT amount FROM legacy_invoice WHERE id = 4"));
    }

    [Fact]
    public async Task An_import_is_the_same_as_importing_the_newest_extract_alone()
    {
        await using ImportedDatabase grown = await ImportedDatabase.WithAsync(cluster, _extract);
        _extract.Set("poldetsum", 9, "detlectura", "5");
        _extract.Change("linfactura", lines => lines.Where((_, line) => line % 7 != 3));
        _extract.Set("factura", 12, "faccnttnum", _extract.Lines("contrato")[9].Split(',')[0]);
        await grown.ImportAsync(_extract);

        await using ImportedDatabase fresh = await ImportedDatabase.WithAsync(cluster, _extract);

        Assert.Equal(await fresh.FingerprintAsync(), await grown.FingerprintAsync());
    }

    [Fact]
    public async Task Who_listens_is_told_the_new_version_and_nothing_when_nothing_changed()
    {
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);
        await using NpgsqlConnection listener = await imported.Database.ConnectAsync(Cancellation);
        List<string> told = [];
        listener.Notification += (_, notice) => told.Add(notice.Payload);
        await using NpgsqlCommand listen = new($"LISTEN {Importer.Channel}", listener);
        await listen.ExecuteNonQueryAsync(Cancellation);

        await imported.ImportAsync(_extract);
        await imported.ImportAsync(_extract);
        _extract.Set("factura", 5, "facimporte", "1");
        await imported.ImportAsync(_extract);
        while (!told.Contains("2"))
        {
            await listener.WaitAsync(Cancellation);
        }

        Assert.Equal(["1", "2"], told);
    }

    [Fact]
    public async Task An_import_given_up_in_the_middle_leaves_the_state_before()
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        string before = await imported.FingerprintAsync();
        _extract.Set("factura", 5, "facimporte", "777.77");

        foreach (string moment in new[] { "reading linfactura.csv", "comparing opedesglos.csv" })
        {
            using CancellationTokenSource given = new();
            ProgressWatch watch = new(moment, given.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => imported.ImportAsync(_extract, progress: watch, cancellation: given.Token));
            Assert.True(watch.Seen);
        }

        Assert.Equal(before, await imported.FingerprintAsync());
        Assert.Equal(1, await imported.OneAsync<long>("SELECT version FROM import_state"));
    }

    [Fact]
    public async Task A_second_import_at_the_same_time_is_refused()
    {
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);
        await using NpgsqlConnection other = await imported.Database.ConnectAsync(Cancellation);
        await using NpgsqlCommand running = new($"SELECT pg_advisory_lock({Importer.LockKey})", other);
        await running.ExecuteNonQueryAsync(Cancellation);

        ImportException error = await Assert.ThrowsAsync<ImportException>(() => imported.ImportAsync(_extract));

        Assert.Contains("Another import", error.Message);
    }

    private int RowsOf(string file) => _extract.Lines(Path.GetFileNameWithoutExtension(file)).Length - 1;

    /// <summary>Does something once, when the import says that it is there.</summary>
    private sealed class ProgressWatch(string doing, Action act) : IProgress<ImportProgress>
    {
        public bool Seen { get; private set; }

        public void Report(ImportProgress value)
        {
            if (!Seen && value.Doing == doing)
            {
                Seen = true;
                act();
            }
        }
    }
}
