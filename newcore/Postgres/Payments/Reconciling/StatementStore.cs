using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Copying;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Takes in files, each once and whole or not at all.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class StatementStore(Database database)
{
    private static readonly TimeSpan CopyLimit = TimeSpan.FromMinutes(5);

    private const string Columns = "id, provider, kind, name, lines, net, imported_at";

    private const string FindSql = $"SELECT {Columns} FROM payment_statement WHERE digest = $1";

    private const string AddSql = """
        INSERT INTO payment_statement (provider, kind, name, digest, lines, net, imported_by)
        VALUES ($1, $2, $3, $4, 0, 0, $5) ON CONFLICT (digest) DO NOTHING RETURNING id
        """;

    private const string EndSql = $"""
        UPDATE payment_statement SET lines = $2, net = $3, first_day = $4, last_day = $5 WHERE id = $1
        RETURNING {Columns}
        """;

    private const string RefuseSql = """
        INSERT INTO payment_statement_refusal (provider, kind, name, digest, line, reason)
        SELECT $1, $2, $3, $4, p.* FROM unnest($5, $6) AS p (line, reason)
        """;

    private const string WaitingSql = $"""
        SELECT {KeptFact.Columns}, f.id FROM payment_fact f
        WHERE f.provider = $1 AND f.source = 'file' AND f.state = 'received' AND f.id > $2 ORDER BY f.id LIMIT $3
        """;

    private const string Target =
        "payment_statement_line (statement, line, provider, kind, number, day, gross, fee, tax, net, reference, "
        + "charge, text)";

    /// <summary>The file of that content, if it was taken in.</summary>
    public async Task<KeptStatement?> FindAsync(byte[] digest, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FindSql);
        command.AddValue(digest);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <param name="lines">Read once, one after another; their <see cref="LineKey.Statement"/> is not looked
    /// at.</param>
    /// <param name="problems">Asked after the last line: with any nothing is kept but these.</param>
    public Task<StatementOutcome> AddAsync(
        StatementFile file, IEnumerable<StatementLine> lines, Func<IReadOnlyList<FileProblem>> problems,
        CancellationToken cancellation) =>
        AddAsync(
            file,
            async (connection, id) =>
            {
                Sums sums = new();
                await using BinaryCopy copy = await BinaryCopy.BeginAsync(connection, Target, CopyLimit, cancellation);
                foreach (StatementLine line in lines)
                {
                    Write(copy.Row, file, id, line);
                    sums.Add(line.Net, line.Day);
                    await copy.EndRowAsync(cancellation);
                }

                if (problems() is { Count: > 0 } found)
                {
                    return (null, found);
                }

                await copy.CompleteAsync(cancellation);
                return (sums, []);
            },
            cancellation);

    /// <summary>A collector's payments: all are kept as facts with the file, to be applied afterwards.</summary>
    public Task<StatementOutcome> AddAsync(
        StatementFile file, IReadOnlyList<PaymentFact> facts, CancellationToken cancellation) =>
        AddAsync(
            file,
            async (connection, _) =>
            {
                Sums sums = new();
                foreach (PaymentFact[] chunk in facts.Chunk(FactStore.BatchLimit))
                {
                    await FactStore.StoreAsync(
                        connection, [.. chunk.Select(fact => (fact, FactSource.File))], cancellation);
                    Array.ForEach(chunk, fact => sums.Add(fact.Amount, fact.Day));
                }

                return (sums, []);
            },
            cancellation);

    /// <summary>Keeps why nothing of the file counts.</summary>
    public async Task<StatementOutcome> RefuseAsync(
        StatementFile file, IReadOnlyList<FileProblem> problems, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(RefuseSql).With(file.Provider).With(file.Kind).With(file.Name).With(file.Digest)
                    .With([.. problems.Select(one => one.Line)], NpgsqlDbType.Integer)
                    .With([.. problems.Select(one => CfdiSql.Cut(one.Reason, 200)!)], NpgsqlDbType.Text),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return new StatementOutcome.Refused(problems);
    }

    /// <summary>
    /// Payments of the provider's files that are not applied yet, in the order in which they were kept.
    /// </summary>
    /// <param name="after">Those behind this one; 0 for the first.</param>
    public async Task<IReadOnlyList<(long Id, PaymentFact Fact)>> WaitingAsync(
        string provider, long after, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(WaitingSql).With(provider, after, limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(long, PaymentFact)> facts = [];
        while (await reader.ReadAsync(cancellation))
        {
            facts.Add((reader.GetInt64(15), KeptFact.Read(reader).Fact));
        }

        return facts;
    }

    private async Task<StatementOutcome> AddAsync(
        StatementFile file, Func<NpgsqlConnection, long, Task<(Sums?, IReadOnlyList<FileProblem>)>> fill,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand add = new(AddSql, connection);
        add.With(file.Provider, file.Kind, CfdiSql.Cut(file.Name, 200), file.Digest, file.Who);
        if (await add.ExecuteScalarAsync(cancellation) is not long id)
        {
            await transaction.RollbackAsync(cancellation);
            return new StatementOutcome.Known((await FindAsync(file.Digest, cancellation))!);
        }

        (Sums? sums, IReadOnlyList<FileProblem> problems) = await fill(connection, id);
        if (sums is null)
        {
            await transaction.RollbackAsync(cancellation);
            return await RefuseAsync(file, problems, cancellation);
        }

        KeptStatement kept = await EndAsync(connection, id, sums, cancellation);
        await transaction.CommitAsync(cancellation);
        return new StatementOutcome.Taken(kept);
    }

    private static async Task<KeptStatement> EndAsync(
        NpgsqlConnection connection, long id, Sums sums, CancellationToken cancellation)
    {
        await using NpgsqlCommand end = new(EndSql, connection);
        end.With(id, sums.Lines, sums.Net.Centavos, sums.First, sums.Last);
        await using NpgsqlDataReader reader = await end.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return Read(reader);
    }

    private static void Write(CopyBuffer row, StatementFile file, long id, StatementLine line)
    {
        row.StartRow(13);
        row.Add(id);
        row.Add(line.Key.Line);
        row.Add(file.Provider);
        row.Add(file.Kind);
        row.Add(line.Number);
        row.Add(line.Day);
        row.Add(line.Gross.Centavos);
        row.Add(line.Fee.Centavos);
        row.Add(line.FeeTax.Centavos);
        row.Add(line.Net.Centavos);
        AddText(row, line.Reference);
        AddText(row, line.Charge);
        AddText(row, line.Text);
    }

    private static void AddText(CopyBuffer row, string? text)
    {
        if (text is null)
        {
            row.AddNull();
        }
        else
        {
            row.Add(text);
        }
    }

    private static KeptStatement Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4),
        new Money(row.GetInt64(5)), row.GetFieldValue<DateTimeOffset>(6));

    private sealed class Sums
    {
        public int Lines { get; private set; }

        public Money Net { get; private set; }

        public DateOnly? First { get; private set; }

        public DateOnly? Last { get; private set; }

        public void Add(Money net, DateOnly day)
        {
            Lines++;
            Net += net;
            First = First is { } first && first < day ? first : day;
            Last = Last is { } last && last > day ? last : day;
        }
    }
}
