using Strangler.AquaCis.Extract;
using Strangler.Postgres.Import;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Import;

public sealed class BadExtractTests(PostgresCluster cluster) : IDisposable
{
    private readonly ExtractCopy _extract = new();

    public void Dispose() => _extract.Dispose();

    [Theory]
    [InlineData("factura", 7, "facimporte", "12.345", "facimporte is not an amount in whole centavos")]
    [InlineData("factura", 7, "facimporte", "much", "facimporte is not a number")]
    [InlineData("factura", 7, "facfecvto", "2026-02-30", "facfecvto is not a date such as 2026-01-31")]
    [InlineData("factura", 7, "facnumfac", "0123456789012345678", "facnumfac has more than 18 characters")]
    [InlineData("factura", 7, "faccnttnum", "399999", "its contract names no contract that was taken in")]
    [InlineData("factura", 7, "faccnttnum", "100000000", "faccnttnum has more than eight digits")]
    [InlineData("factura", 7, "facid", "5", "there is a row with the same id before it")]
    [InlineData("factura", 7, "facimpuest", "0,0", "it has not as many values as the header")]
    [InlineData("factura", 7, "facimpuest", "\"0", "its quotes do not close where a value ends")]
    [InlineData("contador", 7, "contelec", "X", "contelec is neither S nor N")]
    [InlineData("poldetsum", 7, "detpocid", "1", "its service_point names no contract that was taken in")]
    public async Task A_bad_row_is_put_aside_with_file_line_and_reason_and_the_rest_is_imported(
        string table, int line, string column, string value, string reason)
    {
        _extract.Set(table, line, column, value);
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);

        ImportReport report = await imported.ImportAsync(_extract);

        Assert.Contains(new QuarantinedRow($"{table}.csv", line, reason), report.Quarantined);
        ImportCounts file = report.Files.Single(counts => counts.File == $"{table}.csv");
        Assert.Equal((_extract.Lines(table).Length - 2, 1), (file.Inserted, file.Quarantined));
        Assert.Equal(
            reason,
            await imported.OneAsync<string>(
                $"SELECT reason FROM import_quarantine WHERE file = '{table}.csv' AND line = {line}"));
    }

    [Fact]
    public async Task What_belongs_to_a_row_that_was_put_aside_is_put_aside_too()
    {
        string id = _extract.Lines("factura")[6].Split(',')[0];
        _extract.Set("factura", 7, "facfecfact", "yesterday");
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);

        ImportReport report = await imported.ImportAsync(_extract);

        int lines = _extract.Lines("linfactura").Count(line => line.StartsWith($"{id},", StringComparison.Ordinal));
        Assert.Equal(lines, report.Files.Single(file => file.File == "linfactura.csv").Quarantined);
        Assert.Equal(
            0, await imported.OneAsync<long>($"SELECT count(*) FROM legacy_invoice_line WHERE invoice = {id}"));
    }

    [Fact]
    public async Task A_row_mended_in_the_next_extract_leaves_the_quarantine_and_counts_as_a_change()
    {
        string good = _extract.Lines("factura")[6].Split(',')[6];
        _extract.Set("factura", 7, "facimporte", "much");
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        ImportReport same = await imported.ImportAsync(_extract);
        _extract.Set("factura", 7, "facimporte", good);

        ImportReport mended = await imported.ImportAsync(_extract);

        Assert.False(same.Changed);
        Assert.Equal(2, mended.Version);
        Assert.Equal(0, await imported.OneAsync<long>("SELECT count(*) FROM import_quarantine"));
    }

    [Fact]
    public async Task A_file_that_was_cut_off_changes_nothing() => await AssertBrokenAsync<ExtractException>(
        () =>
        {
            byte[] whole = File.ReadAllBytes(_extract.PathOf("factura"));
            File.WriteAllBytes(_extract.PathOf("factura"), whole[..(whole.Length - 12)]);
        },
        "factura.csv: the last line does not end, so the file was cut off.");

    [Fact]
    public async Task A_missing_file_changes_nothing() => await AssertBrokenAsync<ExtractException>(
        () => File.Delete(_extract.PathOf("opedesglos")), "opedesglos.csv: the file is not in");

    [Fact]
    public async Task An_empty_file_changes_nothing() => await AssertBrokenAsync<ExtractException>(
        () => File.WriteAllText(_extract.PathOf("opedesglos"), ""), "opedesglos.csv, line 1: there is no header.");

    [Fact]
    public async Task A_file_with_another_header_changes_nothing() => await AssertBrokenAsync<ExtractException>(
        () => _extract.Change("factura", lines => [lines[0].Replace("facimporte", "importe"), .. lines.Skip(1)]),
        "factura.csv, line 1: there is no column facimporte.");

    [Fact]
    public async Task A_file_with_too_many_bad_rows_changes_nothing() => await AssertBrokenAsync<ImportException>(
        () => _extract.Change(
            "opedesglos", lines => lines.Select((line, index) => index % 10 == 1 ? $"x{line}" : line)),
        "opedesglos.csv: 166 of 1,654 rows are bad, more than 5 %, so nothing was imported. "
            + "The first: line 2: opdid is not a whole number in range.");

    [Fact]
    public async Task A_file_that_lost_most_of_its_rows_changes_nothing() => await AssertBrokenAsync<ImportException>(
        () => _extract.Change("opedesglos", lines => lines.Take(1)), "opedesglos.csv: 0 rows, and 1,654 were imported");

    [Fact]
    public async Task A_file_that_lost_most_of_its_rows_is_taken_when_that_is_asked_for()
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        _extract.Change("opedesglos", lines => lines.Take(1));

        ImportReport report = await imported.ImportAsync(_extract, new ImportLimits(AllowShrink: true));

        Assert.Equal(1_654, report.Files.Sum(file => file.Removed));
    }

    private async Task AssertBrokenAsync<T>(Action breakExtract, string message)
        where T : Exception
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        string before = await imported.FingerprintAsync();
        _extract.Set("contrato", 3, "x_fecbaja", "2026-06-30");
        breakExtract();

        T error = await Assert.ThrowsAsync<T>(() => imported.ImportAsync(_extract));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await imported.FingerprintAsync());
    }
}
