using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Ledger;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>The same rows as the ledger's entries, written with nothing around them.</summary>
internal static class BareRows
{
    private const string Columns =
        "version, at, current_change, contract, booked_on, kind, idempotency_key, document, actor, cause, accounts, "
        + "amounts, previous_hash, hash";

    private static readonly short[] Accounts = [1, 13, 14, 7];
    private static readonly byte[] Hash = new byte[EntryHash.Length];

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.TimestampTz, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Date,
        NpgsqlDbType.Varchar, NpgsqlDbType.Varchar, NpgsqlDbType.Varchar, NpgsqlDbType.Varchar, NpgsqlDbType.Varchar,
        NpgsqlDbType.Array | NpgsqlDbType.Smallint, NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Bytea,
        NpgsqlDbType.Bytea,
    ];

    public static async Task CopyAsync(
        NpgsqlConnection connection, long first, int count, CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(
            $"COPY bare_copy ({Columns}) FROM STDIN (FORMAT BINARY)", cancellation);
        for (long number = first; number < first + count; number++)
        {
            await rows.StartRowAsync(cancellation);
            object[] values = Values(number);
            for (int column = 0; column < values.Length; column++)
            {
                await rows.WriteAsync(values[column], Types[column], cancellation);
            }
        }

        await rows.CompleteAsync(cancellation);
    }

    /// <summary>One statement that commits by itself, prepared once per connection.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, long number, CancellationToken cancellation)
    {
        const string Places = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14";
        await using NpgsqlCommand command = new($"INSERT INTO bare_insert ({Columns}) VALUES ({Places})", connection);
        object[] values = Values(number);
        for (int column = 0; column < values.Length; column++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values[column], NpgsqlDbType = Types[column] });
        }

        await command.PrepareAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static object[] Values(long number)
    {
        EntryDraft draft = LedgerSamples.Invoice(number);
        return
        [
            number, DateTimeOffset.UnixEpoch.AddSeconds(number), draft.Postings[0].Amount.Centavos,
            draft.Contract.Value, draft.BookedOn, draft.Kind, draft.IdempotencyKey, draft.Document!, draft.Actor,
            draft.Cause, Accounts, draft.Postings.Select(posting => posting.Amount.Centavos).ToArray(), Hash, Hash,
        ];
    }
}
