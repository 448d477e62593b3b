using System.Security.Cryptography;
using Npgsql;
using Strangler.Cfdi.Building;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

/// <summary>What is exported, and what the law lets go.</summary>
public sealed class KeepingTests(PostgresCluster cluster) : IDisposable
{
    private const int February = 202602;
    private static readonly DateOnly Day = new(2026, 3, 10);

    private readonly string _folder = Directory.CreateTempSubdirectory("cfdi-keeping-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_export_has_the_documents_of_payments_and_of_the_public_too()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 4);
        int[] contracts = await stage.ContractsAsync();
        await MakePublicAsync(stage, contracts[2..]);
        await IssueAsync(stage);
        await stage.PayAsync(contracts[0], "part", 500, Day);
        await PayWholeAsync(stage, contracts[2..]);
        GlobalDesk globals = Globals(stage);
        await FollowAsync(stage, globals);
        await globals.NominateAsync(
            await stage.Stamping.OneAsync<string>(
                $"SELECT invoice FROM cfdi_global_receipt WHERE contract = {contracts[2]}"),
            NominationWay.Credit, Cancellation);
        await FollowAsync(stage, globals);
        await IssueAsync(stage);
        // Of another month: not exported.
        await stage.BillAsync(202603);
        await stage.Issuing.IssueAsync(FlowStage.Scope(202603), null, Cancellation);
        await stage.Stamping.StampAsync();

        (int code, string output) = await stage.CommandAsync(
            "export", "--group", "1/E2E", "--period", "2026-02", "--out", _folder);

        Assert.Equal((0, "6 documents written, 0 left out.\n"), (code, output));
        string[][] rows = [.. File.ReadLines(Path.Combine(_folder, "index.csv")).Skip(1).Select(row => row.Split(','))];
        Assert.Equal(
            ["E global-credit", "I global", "I invoice", "I invoice", "I invoice", "P payment"],
            rows.Select(row => $"{row[1]} {row[2]}").Order());
        foreach (string[] row in rows)
        {
            byte[] kept = await stage.Stamping.OneAsync<byte[]>(
                $"SELECT stamped_sha256 FROM cfdi_document WHERE uuid = '{row[0]}'");
            Assert.Equal(kept, SHA256.HashData(await ReadAsync(row[8])));
            Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString((await ReadAsync(row[9]))[..5]));
        }
    }

    [Fact]
    public async Task What_is_no_longer_to_be_kept_goes_with_what_hangs_on_it_and_nothing_else_does()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 4);
        int[] contracts = await stage.ContractsAsync();
        await MakePublicAsync(stage, contracts[2..]);
        IssuerProfile kept = stage.Profile;
        stage.Profile = kept with { RetainedYears = -1 };
        await IssueAsync(stage);
        await stage.PayAsync(contracts[0], "gone", 500, Day);
        await FollowAsync(stage, Globals(stage));
        stage.Profile = kept;
        await stage.PayAsync(contracts[1], "kept", 500, Day);
        await PayWholeAsync(stage, contracts[2..]);
        await FollowAsync(stage, Globals(stage));
        await stage.RunAsync("""
            DELETE FROM cfdi_warning;
            INSERT INTO cfdi_warning (source_kind, source_key, position, version, contract, rule, path, message)
            SELECT source_kind, source_key, 0, version, 1, 'DOC-TAX', '', '' FROM cfdi_document
            """);

        string before = (await stage.CommandAsync("retention")).Output;
        Assert.Matches(@"\s+3\s+yes", before);
        Assert.Matches(@"\s+2\s+no", before);
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(
            () => stage.RunAsync("DELETE FROM cfdi_document WHERE source_kind = 'global'"));
        Assert.Contains("is kept until", refused.MessageText, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => stage.RunAsync("TRUNCATE cfdi_document CASCADE"));
        Assert.Equal(2, (await stage.CommandAsync("retention", "--delete-before", "2099-01-01")).Code);

        (int code, string output) = await stage.CommandAsync(
            "retention", "--delete-before", "2099-01-01", "--why", "of the test");

        // The invoice that a kept payment speaks of stays.
        Assert.Equal(0, code);
        Assert.EndsWith("2 documents are gone.\n", output, StringComparison.Ordinal);
        Assert.Equal("global 1, invoice 1, payment 1", await stage.Stamping.OneAsync<string>("""
            SELECT string_agg(concat_ws(' ', source_kind, n), ', ' ORDER BY source_kind) FROM (
                SELECT source_kind, count(*) AS n FROM cfdi_document GROUP BY source_kind) x
            """));
        Assert.Equal("1 1 3", await stage.Stamping.OneAsync<string>("""
            SELECT concat_ws(' ', (SELECT count(*) FROM cfdi_relation), (SELECT count(*) FROM cfdi_payment_part),
                (SELECT count(*) FROM cfdi_warning))
            """));
        Assert.Equal("0 documents are gone.\n", (await stage.CommandAsync(
            "retention", "--delete-before", "2099-01-01", "--why", "again")).Output);
    }

    [Fact]
    public async Task Files_are_queued_as_what_they_are_and_do_not_take_the_numbers_of_the_books()
    {
        string database = await cluster.CreateDatabaseAsync();
        string csd = Path.Combine(_folder, "csd");
        string made = Path.Combine(_folder, "made");
        Assert.Equal(0, (await FlowStage.CommandAsync(database, "test-csd", "--out", csd)).Code);
        Assert.Equal(0, (await FlowStage.CommandAsync(
            database, "build", "--sample", "40", "--out", made, "--csd-cer", Path.Combine(csd, "csd.cer"), "--csd-key",
            Path.Combine(csd, "csd.key"), "--password-file", Path.Combine(csd, "csd.password"))).Code);

        (int code, string output) = await FlowStage.CommandAsync(database, "enqueue", made, "--database", database);
        Assert.Equal((0, "40 queued, 0 were there already, 0 refused.\n"), (code, output));
        Assert.Equal(
            "0 queued, 40 were there already, 0 refused.\n",
            (await FlowStage.CommandAsync(database, "enqueue", made, "--database", database)).Output);

        await using NpgsqlDataSource source = NpgsqlDataSource.Create(database);
        await using NpgsqlCommand command = source.CreateCommand("""
            SELECT string_agg(DISTINCT concat_ws(' ', source_kind, type, source_key LIKE '%/file',
                strpos(convert_from(sealed_xml, 'UTF8'), 'InformacionGlobal') > 0), ', ') FROM cfdi_document
            """);
        Assert.Equal(
            "global I t t, invoice I f f, note E f f, payment P t f", await command.ExecuteScalarAsync(Cancellation));
    }

    private Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(Path.Combine(_folder, name), Cancellation);

    private static async Task MakePublicAsync(FlowStage stage, int[] contracts)
    {
        stage.Profile = stage.Profile with { NamesThePublic = false };
        // Of the sample each of these has a person of its own.
        await stage.RunAsync($"""
            UPDATE legacy_person p SET tax_id = 'XAXX010101000'
            FROM legacy_customer u JOIN legacy_contract c ON c.customer = u.id
            WHERE u.person = p.id AND c.number = ANY (ARRAY[{string.Join(',', contracts)}])
            """);
    }

    private static async Task PayWholeAsync(FlowStage stage, int[] contracts)
    {
        foreach (int contract in contracts)
        {
            await stage.PayAsync(contract, "all", await stage.OpenAsync(contract), Day);
        }
    }

    private static async Task IssueAsync(FlowStage stage)
    {
        await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        await stage.Stamping.StampAsync();
    }

    private static GlobalDesk Globals(FlowStage stage) =>
        new(stage.Stamping.Database, stage.Profile, stage.Ring, TimeProvider.System);

    private static async Task FollowAsync(FlowStage stage, GlobalDesk globals)
    {
        await stage.Complements.IssueAsync(null, Cancellation);
        await globals.IssueAsync(Day.AddMonths(-1), Day, GlobalSpan.Month, Cancellation);
        await stage.Stamping.StampAsync();
    }
}
