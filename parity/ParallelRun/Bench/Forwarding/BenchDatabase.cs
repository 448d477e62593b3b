using Npgsql;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Debts;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// The bench's own database beside the one of STRANGLER_DB: 400,000 contracts of 1,430 billing groups with a period
/// each, and a route for each debt query of each group. Made once, and left for the next run.
/// </summary>
internal sealed class BenchDatabase(string connection) : IAsyncDisposable
{
    public const int Contracts = 400_000;
    public const int Groups = 1_430;

    /// <summary>How many contracts each load asks for, in turn.</summary>
    public const int Asked = 1_000;

    private const string Name = "strangler_bench";
    private const int SeedSeconds = 300;

    /// <summary>The modes, by a group's number.</summary>
    private static readonly string[] Modes = ["shadow", "native", "native-shadow"];

    /// <summary>The day the answers are of: nothing seeded falls due after it.</summary>
    public static DateOnly Today => UtilityTime.Today(TimeProvider.System);

    public static int Routes => Groups * DebtQueries.Operations.Count;

    public Database Database { get; } = Database.Open(connection, "strangler bench");

    public string Connection => connection;

    public static async Task<BenchDatabase> OpenAsync(Action<string> progress, CancellationToken cancellation)
    {
        try
        {
            BenchDatabase bench = new(await CreateAsync(Name, cancellation));
            await new Migrator(bench.Database).MigrateAsync(cancellation);
            await using NpgsqlCommand count = bench.Database.Command("SELECT count(*) FROM legacy_invoice");
            if ((long)(await count.ExecuteScalarAsync(cancellation))! != Contracts)
            {
                progress($"Seeding {Contracts:N0} contracts, once ...");
                await using NpgsqlCommand seed = bench.Database.Command(SeedSql);
                seed.CommandTimeout = SeedSeconds;
                await seed.ExecuteNonQueryAsync(cancellation);
            }

            await bench.SetRoutesAsync(cancellation);
            return bench;
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }

    public Task<DebtBook> LoadAsync(CancellationToken cancellation) =>
        new DebtBookLoader(Database).LoadAsync(cancellation);

    /// <summary>Contracts all over the book, whose group is routed so.</summary>
    public static int[] ContractsOf(string mode)
    {
        int wanted = Array.IndexOf(Modes, mode);
        return [.. Enumerable.Range(0, Contracts).Where(number => number % Groups % Modes.Length == wanted)
            .Where((_, at) => at % (Contracts / Modes.Length / Asked) == 0).Take(Asked).Select(number => number + 1)];
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Makes the database of this name if there is none; its connection string.</summary>
    internal static async Task<string> CreateAsync(string name, CancellationToken cancellation)
    {
        string server = Environment.GetEnvironmentVariable(DatabaseOption.Variable) is { Length: > 0 } named
            ? named
            : throw new CommandFailedException(
                $"Shadow and native need a database: install PostgreSQL or set {DatabaseOption.Variable}; "
                + "or measure the rest with --only, where there is that option.");
        await using Database database = Database.Open(server, "strangler bench");
        await using NpgsqlConnection open = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand exists = new($"SELECT 1 FROM pg_database WHERE datname = '{name}'", open);
        if (await exists.ExecuteScalarAsync(cancellation) is null)
        {
            await using NpgsqlCommand create = new($"CREATE DATABASE {name}", open);
            await create.ExecuteNonQueryAsync(cancellation);
        }

        UriBuilder bench = new(server) { Path = "/" + name };
        return bench.Uri.AbsoluteUri;
    }

    private async Task SetRoutesAsync(CancellationToken cancellation)
    {
        RouteChange[] changes =
        [
            .. from operation in DebtQueries.Operations
               from number in Enumerable.Range(0, Groups)
               select new RouteChange.Set(
                   new RouteScope(operation.Service, operation.Name, new BillingGroup(1, $"Z{number:D4}")),
                   Modes[number % Modes.Length]),
        ];
        RouteChangeOutcome outcome = await new RouteStore(Database).ApplyAsync(
            new RouteChangeSet(changes, "bench", "bench"), cancellation);
        if (outcome is not RouteChangeOutcome.Applied)
        {
            throw new CommandFailedException($"The bench's routes were not set: {outcome}");
        }
    }

    private static string SeedSql =>
        $"""
        BEGIN;
        TRUNCATE legacy_service_area, legacy_zone, legacy_person, legacy_customer, legacy_contract, legacy_billing_run,
            legacy_invoice, legacy_payment;
        INSERT INTO legacy_service_area VALUES (1, 'BENCH', '0001', 15);
        INSERT INTO legacy_zone SELECT 1, 'Z' || to_char(z, 'FM0000'), 1, 'BENCH ' || z
            FROM generate_series(0, {Groups} - 1) z;
        INSERT INTO legacy_person SELECT n, 'NOMBRE' || n, 'APELLIDO' || n, 'BEN' || to_char(n, 'FM0000000') || 'AAA',
            false FROM generate_series(1, {Contracts}) n;
        INSERT INTO legacy_customer SELECT n, 'F', 'S01', '616', n, '76000' FROM generate_series(1, {Contracts}) n;
        INSERT INTO legacy_contract SELECT n, 1, 'Z' || to_char((n - 1) % {Groups}, 'FM0000'), 600000 + n, n, 1, 1,
            n % 50 = 0, 1, true, true, '2020-01-01', NULL FROM generate_series(1, {Contracts}) n;
        INSERT INTO legacy_billing_run SELECT z + 1, 1, 'Z' || to_char(z, 'FM0000'), 2026, 1, 1, '2026-02-03', false
            FROM generate_series(0, {Groups} - 1) z;
        INSERT INTO legacy_invoice SELECT n, n, (n - 1) % {Groups} + 1, '00012026010' || to_char(n, 'FM0000000'),
            '2026-02-03', '2026-02-18', 10000 + n % 90000, 1600, 2, 1, NULL FROM generate_series(1, {Contracts}) n;
        INSERT INTO legacy_payment SELECT n, n, n, 'B', 1, 10000 + n % 90000, '2026-02-10', '' FROM
            generate_series(1, {Contracts}) n WHERE n % 10 < 6;
        UPDATE import_state SET version = version + 1, changed_at = now();
        NOTIFY strangler_import;
        COMMIT;
        ANALYZE;
        """;
}
