using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Copying;

namespace Strangler.Postgres.Ledger;

/// <summary>Entries as rows of ledger_entry.</summary>
internal static class EntryRows
{
    public const string Columns =
        "contract, version, at, booked_on, kind, idempotency_key, document, actor, cause, current_change, accounts, "
        + "amounts, previous_hash, hash";

    private const short ColumnCount = 14;
    private const int SmallintType = 21;
    private const int BigintType = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

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
        await using BinaryCopy rows = await BinaryCopy.BeginAsync(
            connection, $"ledger_entry ({Columns})", Limit, cancellation);
        foreach (LedgerEntry entry in entries)
        {
            Write(rows.Row, entry, chart);
            await rows.EndRowAsync(cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static void Write(CopyBuffer row, LedgerEntry entry, ChartOfAccounts chart)
    {
        EntryDraft content = entry.Content;
        row.StartRow(ColumnCount);
        row.Add(content.Contract.Value);
        row.Add(entry.Version);
        row.Add(entry.At);
        row.Add(content.BookedOn);
        row.Add(content.Kind);
        row.Add(content.IdempotencyKey);
        if (content.Document is null)
        {
            row.AddNull();
        }
        else
        {
            row.Add(content.Document);
        }

        row.Add(content.Actor);
        row.Add(content.Cause);
        row.Add(entry.CurrentChange.Centavos);
        WritePostings(row, content.Postings, chart);
        entry.PreviousHash.WriteTo(row.AddBytea(EntryHash.Length));
        entry.Hash.WriteTo(row.AddBytea(EntryHash.Length));
    }

    private static void WritePostings(CopyBuffer row, IReadOnlyList<Posting> postings, ChartOfAccounts chart)
    {
        row.StartArray(SmallintType, postings.Count, sizeof(short));
        for (int at = 0; at < postings.Count; at++)
        {
            row.Add(chart[postings[at].Account].Id);
        }

        row.StartArray(BigintType, postings.Count, sizeof(long));
        for (int at = 0; at < postings.Count; at++)
        {
            row.Add(postings[at].Amount.Centavos);
        }
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
