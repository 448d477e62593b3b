using Npgsql;
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
        SELECT $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5, $6, $7
        FROM receivable_settlement WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4
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
        SELECT cycle, type, ordinal, due, open FROM receivable_open
        WHERE contract = $1 AND status <> $2 AND open > 0 ORDER BY due, cycle, type, ordinal
        """;

    /// <summary>Those with something left, disputed ones apart: nobody asks for these.</summary>
    public static async Task<List<OpenAmount>> ReadAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Reading(contract) } };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, contract, cancellation);
    }

    /// <summary>The same as one of several statements.</summary>
    public static NpgsqlBatchCommand Reading(ContractNumber contract) =>
        new NpgsqlBatchCommand(ReadSql).With(contract.Value).With(Disputed);

    public static async Task<List<OpenAmount>> ReadAsync(
        NpgsqlDataReader reader, ContractNumber contract, CancellationToken cancellation)
    {
        List<OpenAmount> open = [];
        while (await reader.ReadAsync(cancellation))
        {
            DocumentKey key = new(
                contract, CycleNumber.Read(reader.GetInt32(0)), reader.GetInt16(1), reader.GetInt16(2));
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
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Settling(key, amount, day, source) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The same as one of several statements.</summary>
    public static NpgsqlBatchCommand Settling(DocumentKey key, Money amount, DateOnly day, string source) =>
        new NpgsqlBatchCommand(SettleSql).With(key.Contract.Value).With(CycleNumber.Of(key.Cycle)).With(key.Type)
            .With(key.Ordinal).With(amount.Centavos).With(day).With(source);

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
