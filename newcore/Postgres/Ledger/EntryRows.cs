using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>Entries as rows of ledger_entry.</summary>
internal static class EntryRows
{
    public const string Columns =
        "contract, version, at, booked_on, kind, idempotency_key, document, actor, cause, current_change, accounts, "
        + "amounts, previous_hash, hash";

    private const string Copy = $"COPY ledger_entry ({Columns}) FROM STDIN (FORMAT BINARY)";

    public static LedgerEntry Read(NpgsqlDataReader reader, ChartOfAccounts chart) => new(
        new EntryDraft(
            new ContractNumber(reader.GetInt32(0)), reader.GetString(5), reader.GetString(4),
            reader.GetFieldValue<DateOnly>(3), reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetString(7),
            reader.GetString(8), Postings(reader, chart))
        {
            CurrentChange = new Money(reader.GetInt64(9)),
        },
        reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), new Money(reader.GetInt64(9)),
        EntryHash.From(reader.GetFieldValue<byte[]>(12)), EntryHash.From(reader.GetFieldValue<byte[]>(13)));

    public static async Task CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<LedgerEntry> entries, ChartOfAccounts chart,
        CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (LedgerEntry entry in entries)
        {
            await WriteAsync(rows, entry, chart, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter rows, LedgerEntry entry, ChartOfAccounts chart, CancellationToken cancellation)
    {
        EntryDraft content = entry.Content;
        await rows.StartRowAsync(cancellation);
        await rows.WriteAsync(content.Contract.Value, NpgsqlDbType.Integer, cancellation);
        await rows.WriteAsync(entry.Version, NpgsqlDbType.Bigint, cancellation);
        await rows.WriteAsync(entry.At, NpgsqlDbType.TimestampTz, cancellation);
        await rows.WriteAsync(content.BookedOn, NpgsqlDbType.Date, cancellation);
        await rows.WriteAsync(content.Kind, NpgsqlDbType.Varchar, cancellation);
        await rows.WriteAsync(content.IdempotencyKey, NpgsqlDbType.Varchar, cancellation);
        if (content.Document is null)
        {
            await rows.WriteNullAsync(cancellation);
        }
        else
        {
            await rows.WriteAsync(content.Document, NpgsqlDbType.Varchar, cancellation);
        }

        await rows.WriteAsync(content.Actor, NpgsqlDbType.Varchar, cancellation);
        await rows.WriteAsync(content.Cause, NpgsqlDbType.Varchar, cancellation);
        await rows.WriteAsync(entry.CurrentChange.Centavos, NpgsqlDbType.Bigint, cancellation);
        await rows.WriteAsync(
            Each(content.Postings, posting => chart[posting.Account].Id),
            NpgsqlDbType.Array | NpgsqlDbType.Smallint, cancellation);
        await rows.WriteAsync(
            Each(content.Postings, posting => posting.Amount.Centavos),
            NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellation);
        await rows.WriteAsync(entry.PreviousHash.ToArray(), NpgsqlDbType.Bytea, cancellation);
        await rows.WriteAsync(entry.Hash.ToArray(), NpgsqlDbType.Bytea, cancellation);
    }

    private static T[] Each<T>(IReadOnlyList<Posting> postings, Func<Posting, T> value)
    {
        T[] values = new T[postings.Count];
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = value(postings[at]);
        }

        return values;
    }

    /// <summary>
    /// An account that is not in the chart gets a code that no account has, and so does an amount without an account:
    /// verify finds them.
    /// </summary>
    private static Posting[] Postings(NpgsqlDataReader reader, ChartOfAccounts chart)
    {
        short[] accounts = reader.GetFieldValue<short[]>(10);
        long[] amounts = reader.GetFieldValue<long[]>(11);
        Posting[] postings = new Posting[Math.Max(accounts.Length, amounts.Length)];
        for (int at = 0; at < postings.Length; at++)
        {
            short account = accounts.ElementAtOrDefault(at);
            postings[at] = new Posting(
                chart.Find(account)?.Account ?? new LedgerAccount($"?{account}"),
                new Money(amounts.ElementAtOrDefault(at)));
        }

        return postings;
    }
}
