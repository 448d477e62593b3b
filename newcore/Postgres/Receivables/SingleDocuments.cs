using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>Writes documents one at a time, with their numbers, within the caller's transaction.</summary>
internal static class SingleDocuments
{
    /// <summary>The run that all of them belong to.</summary>
    public const int Run = 0;

    private const string RunSql = """
        INSERT INTO billing_run (id, billing_group, year, period, simulated, held, review_zero, state, who, ended_at)
        OVERRIDING SYSTEM VALUE VALUES (0, '', 0, 0, false, false, false, 'posted', 'single documents', now())
        ON CONFLICT DO NOTHING
        """;

    private const string ChunkSql = """
        INSERT INTO billing_chunk
            (run, number, first_contract, last_contract, contracts, state, billed, lines, tax, total)
        VALUES (0, nextval('billing_single_chunk'), $1, $2, $3, 'posted', $4, $5, $6, $7) RETURNING number
        """;

    private const string DocumentSql = """
        INSERT INTO billing_document (contract, cycle, type, ordinal, total, tax, run, chunk, place, from_day, to_day,
            issued, due, service_area, corrects_type, corrects_ordinal, quantity, carried)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0, $8, $9, $10, $11, $12, $13, $14, $15, 0)
        """;

    private const string LineSql = """
        INSERT INTO billing_line (contract, cycle, type, ordinal, line, amount, tax, plan, concept, part, informational,
            quantity)
        SELECT $1, $2, $3, $4, l.line, l.amount, l.tax, $5, l.concept, l.part, false, 1
        FROM unnest($6::bigint[], $7::bigint[], $8::smallint[], $9::smallint[])
            WITH ORDINALITY AS l (amount, tax, concept, part, line)
        """;

    private const string OrdinalSql = """
        SELECT (coalesce(max(ordinal), 0) + 1)::smallint FROM billing_document
        WHERE contract = $1 AND cycle = $2 AND type = $3
        """;

    private const string NumberSql = """
        SELECT number FROM billing_document_now WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4
        """;

    /// <summary>The next of its type and cycle; the caller holds the contract's lock.</summary>
    public static async Task<short> NextOrdinalAsync(
        NpgsqlConnection connection, DocumentKey key, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(OrdinalSql, connection);
        command.AddValue(key.Contract.Value);
        command.AddValue(CycleNumber.Of(key.Cycle));
        command.AddValue(key.Type);
        return (short)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Call it last: the number series is locked from here to the commit.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> AddAsync(
        NpgsqlConnection connection, SingleDocument document, CancellationToken cancellation)
    {
        int contract = document.Key.Contract.Value;
        int chunk = await AddChunkAsync(
            connection, contract, contract, 1, document.Lines.Count, document.Tax.Centavos, document.Total.Centavos,
            cancellation);
        await AddDocumentAsync(connection, document, chunk, cancellation);
        await AddLinesAsync(connection, document, cancellation);
        NumberSeries series = new(document.Prefix, document.ServiceArea, (short)document.Dates.Issued.Year);
        await DocumentNumbers.TakeAsync(
            connection, Run, chunk, new Dictionary<NumberSeries, int> { [series] = 1 }, cancellation);
        await using NpgsqlCommand number = new(NumberSql, connection);
        OpenDocuments.AddKey(number, document.Key);
        return (string)(await number.ExecuteScalarAsync(cancellation))!;
    }

    /// <returns>The number of a chunk that counts as posted.</returns>
    public static async Task<int> AddChunkAsync(
        NpgsqlConnection connection, int first, int last, int documents, int lines, long tax, long total,
        CancellationToken cancellation)
    {
        await using (NpgsqlCommand run = new(RunSql, connection))
        {
            await run.ExecuteNonQueryAsync(cancellation);
        }

        await using NpgsqlCommand chunk = new(ChunkSql, connection);
        chunk.AddValue(first);
        chunk.AddValue(last);
        chunk.AddValue(documents);
        chunk.AddValue(documents);
        chunk.AddValue(lines);
        chunk.AddValue(tax);
        chunk.AddValue(total);
        return (int)(await chunk.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task AddDocumentAsync(
        NpgsqlConnection connection, SingleDocument document, int chunk, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(DocumentSql, connection);
        OpenDocuments.AddKey(command, document.Key);
        command.AddValue(document.Total.Centavos);
        command.AddValue(document.Tax.Centavos);
        command.AddValue(chunk);
        command.AddValue(document.Dates.From);
        command.AddValue(document.Dates.To);
        command.AddValue(document.Dates.Issued);
        command.AddValue(document.Dates.Due);
        command.AddValue(document.ServiceArea);
        AddOrNull(command, document.Corrects?.Type);
        AddOrNull(command, document.Corrects?.Ordinal);
        command.AddValue(document.Quantity);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task AddLinesAsync(
        NpgsqlConnection connection, SingleDocument document, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(LineSql, connection);
        OpenDocuments.AddKey(command, document.Key);
        command.AddValue(document.Plan);
        Add(command, document.Lines, line => line.Amount.Centavos);
        Add(command, document.Lines, line => line.Tax.Centavos);
        Add(command, document.Lines, line => (short)line.Concept);
        Add(command, document.Lines, line => (short)line.Part);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<PostedLine> lines, Func<PostedLine, T> value) =>
        command.AddValue(lines.Select(value).ToArray());

    private static void AddOrNull(NpgsqlCommand command, short? value) => command.Parameters.Add(
        new NpgsqlParameter
        {
            Value = value is { } known
            ? known : DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Smallint
        });
}
