using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>What a contract's documents have left to pay, and what settles them.</summary>
internal static class OpenDocuments
{
    private const short Disputed = 5;

    private const string SettleSql = """
        INSERT INTO receivable_settlement (contract, cycle, type, ordinal, position, amount, settled_on, source)
        SELECT w.contract, w.cycle, w.type, w.ordinal, (
                SELECT coalesce(max(s.position), 0) + 1 FROM receivable_settlement s WHERE s.contract = w.contract
                    AND s.cycle = w.cycle AND s.type = w.type AND s.ordinal = w.ordinal), w.amount, $7, w.source
        FROM unnest($1, $2, $3, $4, $5, $6) AS w (contract, cycle, type, ordinal, amount, source)
        """;

    private const string ReopenSql = """
        INSERT INTO receivable_settlement (contract, cycle, type, ordinal, position, amount, settled_on, source)
        SELECT s.contract, s.cycle, s.type, s.ordinal, (
                SELECT max(m.position) + 1 FROM receivable_settlement m WHERE m.contract = s.contract
                    AND m.cycle = s.cycle AND m.type = s.type AND m.ordinal = s.ordinal), -sum(s.amount), $3, $4
        FROM receivable_settlement s WHERE s.contract = $1 AND s.source = $2
        GROUP BY s.contract, s.cycle, s.type, s.ordinal
        """;

    private const string ReadSql = """
        SELECT o.* FROM unnest($1) AS wanted (number) CROSS JOIN LATERAL (
            SELECT cycle, type, ordinal, due, open, contract FROM receivable_open
            WHERE contract = wanted.number AND status <> $2 AND open > 0 ORDER BY due, cycle, type, ordinal) AS o
        """;

    /// <summary>Those with something left, disputed ones apart: nobody asks for these.</summary>
    public static async Task<List<OpenAmount>> ReadAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Reading([contract.Value]) } };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    /// <summary>The same of several contracts, and as one of several statements.</summary>
    public static NpgsqlBatchCommand Reading(int[] contracts) =>
        new NpgsqlBatchCommand(ReadSql).With(contracts, NpgsqlDbType.Integer).With(Disputed);

    /// <summary>Those of a contract in the order in which they are paid.</summary>
    public static async Task<List<OpenAmount>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<OpenAmount> open = [];
        while (await reader.ReadAsync(cancellation))
        {
            DocumentKey key = new(
                new ContractNumber(reader.GetInt32(5)), CycleNumber.Read(reader.GetInt32(0)), reader.GetInt16(1),
                reader.GetInt16(2));
            open.Add(new OpenAmount(key, reader.GetFieldValue<DateOnly>(3), new Money(reader.GetInt64(4))));
        }

        return open;
    }

    /// <summary>Zero where nothing is left, or the document does not count as debt.</summary>
    public static async Task<Money> OfAsync(
        NpgsqlConnection connection, DocumentKey key, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT open FROM receivable_open WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4",
            connection);
        AddKey(command, key);
        return new Money(await command.ExecuteScalarAsync(cancellation) as long? ?? 0);
    }

    /// <param name="source">The key of the ledger's entry.</param>
    public static async Task SettleAsync(
        NpgsqlConnection connection, DocumentKey key, Money amount, DateOnly day, string source,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Settling([(key, amount, source)], day) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The same of several documents, each named once, and as one of several statements.</summary>
    public static NpgsqlBatchCommand Settling(
        IReadOnlyCollection<(DocumentKey Document, Money Amount, string Source)> parts, DateOnly day) =>
        new NpgsqlBatchCommand(SettleSql)
            .With([.. parts.Select(part => part.Document.Contract.Value)], NpgsqlDbType.Integer)
            .With([.. parts.Select(part => CycleNumber.Of(part.Document.Cycle))], NpgsqlDbType.Integer)
            .With([.. parts.Select(part => part.Document.Type)], NpgsqlDbType.Smallint)
            .With([.. parts.Select(part => part.Document.Ordinal)], NpgsqlDbType.Smallint)
            .With([.. parts.Select(part => part.Amount.Centavos)], NpgsqlDbType.Bigint)
            .With([.. parts.Select(part => part.Source)], NpgsqlDbType.Text)
            .With(day);

    /// <summary>Takes back all that one entry has settled.</summary>
    /// <param name="settledBy">The key of that entry.</param>
    /// <param name="source">The key of the entry that takes it back.</param>
    public static async Task ReopenAsync(
        NpgsqlConnection connection, ContractNumber contract, string settledBy, DateOnly day, string source,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ReopenSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(settledBy);
        command.AddValue(day);
        command.AddValue(source);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public static void AddKey(NpgsqlCommand command, DocumentKey key)
    {
        command.AddValue(key.Contract.Value);
        command.AddValue(CycleNumber.Of(key.Cycle));
        command.AddValue(key.Type);
        command.AddValue(key.Ordinal);
    }
}
