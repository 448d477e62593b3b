using Npgsql;
using Strangler.Core.Identity;
using Strangler.ParallelRun.Import;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Bench.Billing;

/// <summary>
/// The bench's own database, new for every run: the price tables of the sample extract, and contracts of three groups
/// with a meter, tariffs and two readings each.
/// </summary>
internal sealed class BillingBenchDatabase(string connection) : IAsyncDisposable
{
    public static readonly BillingGroup Warm = new(1, "Z0");
    public static readonly BillingGroup Small = new(1, "Z1");
    public static readonly BillingGroup Large = new(1, "Z2");

    private const string Name = "strangler_bench_billing";
    private const int WarmContracts = 4_000;
    private const int SeedSeconds = 900;

    public Database Database { get; } = Database.Open(connection, "strangler bench");

    public static async Task<BillingBenchDatabase> CreateAsync(
        string server, BillingBenchOptions options, Action<string> progress, CancellationToken cancellation)
    {
        progress($"Seeding {options.Contracts:N0} contracts ...");
        await using (Database admin = Database.Open(server, "strangler bench"))
        {
            await ExecuteAsync(admin, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", cancellation);
            await ExecuteAsync(admin, $"CREATE DATABASE {Name}", cancellation);
        }

        BillingBenchDatabase bench = new(server.Contains("://", StringComparison.Ordinal)
            ? new UriBuilder(server) { Path = "/" + Name }.Uri.AbsoluteUri
            : new NpgsqlConnectionStringBuilder(server) { Database = Name }.ConnectionString);
        await new Migrator(bench.Database).MigrateAsync(cancellation);
        string sample = Path.Combine(Repository.Root, "samples", "extract");
        await new Importer(bench.Database, TimeProvider.System).RunAsync(
            table => ExtractRows.Open(sample, table, cancellation), new ImportLimits(), null, cancellation);
        await ExecuteAsync(bench.Database, SeedSql(options), cancellation);
        await new CutoverStandings(bench.Database).SetDryRunAsync(true, "bench", cancellation);
        await ExecuteAsync(bench.Database, "VACUUM ANALYZE", cancellation);
        await ExecuteAsync(bench.Database, "CHECKPOINT", cancellation);
        return bench;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task ExecuteAsync(Database database, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql);
        command.CommandTimeout = SeedSeconds;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Kinds of tariff as the sample has them: nearly all domestic, one in seven commercial.</summary>
    private static string SeedSql(BillingBenchOptions options)
    {
        int small = WarmContracts + options.SmallContracts;
        int all = small + options.Contracts;
        return $$"""
            TRUNCATE legacy_person, legacy_customer, legacy_contract, legacy_contract_tariff, legacy_contract_variable,
                legacy_service_point, legacy_meter, legacy_reading, legacy_billing_run, legacy_invoice,
                legacy_invoice_line, legacy_payment_reference, legacy_payment, import_quarantine;
            INSERT INTO legacy_zone SELECT 1, 'Z' || z, 1, 'BENCH ' || z FROM generate_series(0, 2) z;
            INSERT INTO legacy_person SELECT n, 'NOMBRE' || n, 'APELLIDO' || n, 'XAXX010101000', n % 13 = 0
                FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_customer SELECT n, 'F', 'S01', '616', n, '76000' FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_service_point SELECT n, 1, 'Z0', 1 FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_contract SELECT n, 1,
                CASE WHEN n <= {{WarmContracts}} THEN 'Z0' WHEN n <= {{small}} THEN 'Z1' ELSE 'Z2' END, n, n, 1, 1,
                    false,
                CASE WHEN n % 10 = 0 THEN 2 ELSE 1 END, true, n % 10 <> 1, '2020-01-01', NULL
                FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_contract_tariff SELECT n, 1, c,
                ('{1001,1001,1001,1002,1002,1003,1005}'::integer[])[1 + n % 7], '2020-01-01', NULL
                FROM generate_series(1, {{all}}) n, generate_series(1, 3) c;
            INSERT INTO legacy_meter SELECT n, 'B' || n, 13, 5, '2020-01-01', NULL, false, n
                FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_reading (
                contract, service_point, read_at, kind, meter, origin, remark, dials, consumption,
                telemetry, year, period)
                SELECT n, n, timestamptz '2026-01-31 16:00Z', 'L', n, 'MA', NULL, n % 90000, 0, false, NULL::smallint,
                    NULL::smallint
                FROM generate_series(1, {{all}}) n UNION ALL
                SELECT n, n, timestamptz '2026-02-28 16:00Z', 'L', n, 'MA', NULL, n % 90000
                    + n % 37, n % 37, false, 2026, 2
                FROM generate_series(1, {{all}}) n ORDER BY 1, 3;
            INSERT INTO legacy_contract_variable SELECT n, 102, '2026-02-03', (n % 90 - 45) / 100.0
                FROM generate_series(1, {{all}}) n;
            INSERT INTO legacy_invoice SELECT n, n, 1, 'B' || n, '2026-01-03', '2026-01-18', 25000, 0, 2, 1, NULL
                FROM generate_series(1, {{all}}, 5) n;
            """;
    }
}
