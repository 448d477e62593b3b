using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>Heads and balances of streams as rows of ledger_stream.</summary>
internal static class StreamRows
{
    public const string Columns =
        "contract, version, hash, receivable, available, to_offset, blocked, deposits, current_amount";

    private const string Insert = $"""
        INSERT INTO ledger_stream AS s ({Columns})
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public static LedgerStream Read(NpgsqlDataReader reader, int first = 0) => new(
        new ContractNumber(reader.GetInt32(first)), reader.GetInt64(first + 1),
        EntryHash.From(reader.GetFieldValue<byte[]>(first + 2)),
        new LedgerBalances(
            new Money(reader.GetInt64(first + 3)), new Money(reader.GetInt64(first + 4)),
            new Money(reader.GetInt64(first + 5)), new Money(reader.GetInt64(first + 6)),
            new Money(reader.GetInt64(first + 7)), new Money(reader.GetInt64(first + 8))));

    /// <summary>Writes the streams as they now stand; their rows are there and locked.</summary>
    /// <remarks>An upsert, for it goes by the key, row for row, however the planner thinks of the table.</remarks>
    public static NpgsqlBatchCommand Write(LedgerStream[] streams)
    {
        const string Sql = $"""
            {Insert}
            ON CONFLICT (contract) DO UPDATE SET version = EXCLUDED.version, hash = EXCLUDED.hash,
                receivable = EXCLUDED.receivable, available = EXCLUDED.available, to_offset = EXCLUDED.to_offset,
                blocked = EXCLUDED.blocked, deposits = EXCLUDED.deposits, current_amount = EXCLUDED.current_amount
            """;
        return Command(Sql, streams);
    }

    /// <summary>Streams that begin; a unique violation where one of them is there.</summary>
    public static NpgsqlBatchCommand Add(LedgerStream[] streams) => Command(Insert, streams);

    private static NpgsqlBatchCommand Command(string sql, LedgerStream[] streams) =>
        new NpgsqlBatchCommand(sql)
            .With(Array.ConvertAll(streams, stream => stream.Contract.Value), NpgsqlDbType.Integer)
            .With(Array.ConvertAll(streams, stream => stream.Version), NpgsqlDbType.Bigint)
            .With(Array.ConvertAll(streams, stream => stream.Hash.ToArray()), NpgsqlDbType.Bytea)
            .With(Centavos(streams, balances => balances.Receivable), NpgsqlDbType.Bigint)
            .With(Centavos(streams, balances => balances.Available), NpgsqlDbType.Bigint)
            .With(Centavos(streams, balances => balances.ToOffset), NpgsqlDbType.Bigint)
            .With(Centavos(streams, balances => balances.Blocked), NpgsqlDbType.Bigint)
            .With(Centavos(streams, balances => balances.Deposits), NpgsqlDbType.Bigint)
            .With(Centavos(streams, balances => balances.Current), NpgsqlDbType.Bigint);

    private static long[] Centavos(LedgerStream[] streams, Func<LedgerBalances, Money> part) =>
        Array.ConvertAll(streams, stream => part(stream.Balances).Centavos);
}
