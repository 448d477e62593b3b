using System.Globalization;
using Npgsql;
using NpgsqlTypes;
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

    /// <summary>
    /// The same as one of several statements: of few entries it costs less than a copy's round trips.
    /// </summary>
    public static NpgsqlBatchCommand Add(IReadOnlyList<LedgerEntry> entries, ChartOfAccounts chart)
    {
        const string Sql = $"""
            INSERT INTO ledger_entry ({Columns})
            SELECT e.contract, e.version, e.at, e.booked_on, e.kind, e.idempotency_key, e.document, e.actor, e.cause,
                e.current_change, e.accounts::smallint[], e.amounts::bigint[], e.previous_hash, e.hash
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS e ({Columns})
            """;
        return new NpgsqlBatchCommand(Sql)
            .With(Each(entries, entry => entry.Content.Contract.Value), NpgsqlDbType.Integer)
            .With(Each(entries, entry => entry.Version), NpgsqlDbType.Bigint)
            .With(Each(entries, entry => entry.At), NpgsqlDbType.TimestampTz)
            .With(Each(entries, entry => entry.Content.BookedOn), NpgsqlDbType.Date)
            .With(Each(entries, entry => entry.Content.Kind), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.Content.IdempotencyKey), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.Content.Document), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.Content.Actor), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.Content.Cause), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.CurrentChange.Centavos), NpgsqlDbType.Bigint)
            .With(Each(entries, entry => Braced(entry, posting => chart[posting.Account].Id)), NpgsqlDbType.Text)
            .With(Each(entries, entry => Braced(entry, posting => posting.Amount.Centavos)), NpgsqlDbType.Text)
            .With(Each(entries, entry => entry.PreviousHash.ToArray()), NpgsqlDbType.Bytea)
            .With(Each(entries, entry => entry.Hash.ToArray()), NpgsqlDbType.Bytea);
    }

    private static T[] Each<T>(IReadOnlyList<LedgerEntry> entries, Func<LedgerEntry, T> part) =>
        [.. entries.Select(part)];

    /// <summary>An array as text, for arrays of arrays must all be of one length.</summary>
    private static string Braced(LedgerEntry entry, Func<Posting, long> part) =>
        string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(',', entry.Content.Postings.Select(part))}}}");

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
