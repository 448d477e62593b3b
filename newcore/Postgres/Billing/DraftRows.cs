using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>What the documents of a held run will post, kept until somebody posts it.</summary>
internal static class DraftRows
{
    public static async Task CopyAsync(
        NpgsqlConnection connection, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(
            "COPY billing_draft (run, chunk, contract, cycle, type, ordinal, booked_on, accounts, amounts) "
            + "FROM STDIN (FORMAT BINARY)", cancellation);
        for (int at = 0; at < result.Entries.Count; at++)
        {
            EntryDraft entry = result.Entries[at];
            DocumentKey key = result.Documents[at].Key;
            await rows.StartRowAsync(cancellation);
            rows.Write(claim.Run, NpgsqlDbType.Integer);
            rows.Write(claim.Number, NpgsqlDbType.Integer);
            rows.Write(key.Contract.Value, NpgsqlDbType.Integer);
            rows.Write(CycleNumber.Of(key.Cycle), NpgsqlDbType.Integer);
            rows.Write(key.Type, NpgsqlDbType.Smallint);
            rows.Write(key.Ordinal, NpgsqlDbType.Smallint);
            rows.Write(entry.BookedOn, NpgsqlDbType.Date);
            rows.Write(
                entry.Postings.Select(posting => posting.Account.Code).ToArray(),
                NpgsqlDbType.Array | NpgsqlDbType.Text);
            rows.Write(
                entry.Postings.Select(posting => posting.Amount.Centavos).ToArray(),
                NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        }

        await rows.CompleteAsync(cancellation);
    }

    /// <summary>Takes the drafts of a chunk out of their table.</summary>
    public static async Task<List<EntryDraft>> TakeAsync(
        NpgsqlConnection connection, BillingRun run, ChunkClaim claim, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("""
            WITH taken AS (
                DELETE FROM billing_draft WHERE run = $1 AND chunk = $2
                RETURNING contract, cycle, type, ordinal, booked_on, accounts, amounts)
            SELECT * FROM taken ORDER BY contract, cycle, type, ordinal
            """, connection);
        AddKey(command, claim);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<EntryDraft> entries = [];
        while (await reader.ReadAsync(cancellation))
        {
            DocumentKey key = new(
                new ContractNumber(reader.GetInt32(0)), CycleNumber.Read(reader.GetInt32(1)), reader.GetInt16(2),
                reader.GetInt16(3));
            Posting[] postings = [.. reader.GetFieldValue<string[]>(5).Zip(
                reader.GetFieldValue<long[]>(6),
                (account, centavos) => new Posting(new LedgerAccount(account), new Money(centavos)))];
            entries.Add(InvoiceEntry.Of(run, key, reader.GetFieldValue<DateOnly>(4), key.WithinContract, postings));
        }

        return entries;
    }

    /// <summary>How many documents of each series a rated chunk has.</summary>
    public static async Task<Dictionary<NumberSeries, int>> SeriesAsync(
        NpgsqlConnection connection, ChunkClaim claim, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("""
            SELECT t.prefix, d.service_area, extract(year FROM d.issued)::smallint, count(*)::integer
            FROM billing_document d JOIN billing_document_type t ON t.code = d.type
            WHERE d.run = $1 AND d.chunk = $2 AND d.contract BETWEEN $3 AND $4
            GROUP BY 1, 2, 3
            """, connection);
        AddKey(command, claim);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Contracts.First });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Contracts.Last });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<NumberSeries, int> series = [];
        while (await reader.ReadAsync(cancellation))
        {
            series.Add(
                new NumberSeries(reader.GetString(0), reader.GetInt16(1), reader.GetInt16(2)), reader.GetInt32(3));
        }

        return series;
    }

    private static void AddKey(NpgsqlCommand command, ChunkClaim claim)
    {
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Run });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Number });
    }
}
