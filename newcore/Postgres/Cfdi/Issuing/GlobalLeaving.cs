using Npgsql;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>The rows of receipts that leave their global documents.</summary>
internal sealed class GlobalLeaving(Database database)
{
    public const string CreditKind = "global-credit";
    public const string CreditSeries = "GE";

    private const string StandingSql = """
        SELECT d.issued_at::date, EXISTS (
                SELECT FROM cfdi_global_receipt o WHERE o.number = r.number AND o.by_credit AND NOT o.is_out)
            OR EXISTS (
                SELECT FROM cfdi_relation n JOIN cfdi_document e ON e.id = n.document
                WHERE n.other = f.id AND e.state NOT IN ('expired', 'withdrawn', 'cancelled')),
            EXISTS (
                SELECT FROM cfdi_global_receipt o WHERE o.number = r.number AND o.is_leaving AND NOT o.by_credit
                    AND NOT o.is_out),
            r.is_leaving, r.by_credit, r.is_out
        FROM cfdi_global_receipt r
        LEFT JOIN cfdi_living f ON f.source_kind = 'global' AND f.source_key = 'G-' || r.number
        LEFT JOIN cfdi_document d ON d.id = f.id
        WHERE r.invoice = $1
        """;

    private const string LeaveSql = """
        UPDATE cfdi_global_receipt SET is_leaving = true, by_credit = $2 WHERE invoice = $1 AND NOT is_leaving
        """;

    /// <summary>Nothing stamped says them any more, or a stamped credit note takes them back.</summary>
    private const string OutSql = """
        UPDATE cfdi_global_receipt r SET is_out = true
        WHERE r.is_leaving AND NOT r.is_out AND (NOT EXISTS (
            SELECT FROM cfdi_living f WHERE f.source_kind = 'global' AND f.source_key = 'G-' || r.number) OR EXISTS (
            SELECT FROM cfdi_living f WHERE f.source_kind = 'global-credit' AND f.source_key = 'GE-' || r.invoice
                AND f.state = 'stamped'))
        """;

    private const string ToCancelSql = """
        SELECT DISTINCT f.id FROM cfdi_global_receipt r
        JOIN cfdi_living f ON f.source_kind = 'global' AND f.source_key = 'G-' || r.number
        WHERE r.is_leaving AND NOT r.is_out AND NOT r.by_credit AND f.state = 'stamped' AND NOT EXISTS (
            SELECT FROM cfdi_cancellation c WHERE c.document = f.id AND c.state <> 'cancelled') ORDER BY f.id
        """;

    /// <summary>SAT does not cancel it, or the day for it is over: $1, or all that SAT has refused.</summary>
    private const string ByCreditSql = """
        UPDATE cfdi_global_receipt r SET by_credit = true
        FROM cfdi_living f
        WHERE f.source_kind = 'global' AND f.source_key = 'G-' || r.number AND f.state = 'stamped'
          AND r.is_leaving AND NOT r.is_out AND NOT r.by_credit AND (f.id = $1 OR EXISTS (
            SELECT FROM cfdi_cancellation c WHERE c.document = f.id
                AND (c.state = 'rejected' OR (c.state = 'refused' AND c.code IN ('208', 'no_cancelable')))))
        """;

    private const string ToCreditSql = """
        SELECT r.number, r.invoice, r.contract, f.id, f.uuid, coalesce((
            SELECT max(e.version) FROM cfdi_document e
            WHERE e.source_kind = 'global-credit' AND e.source_key = 'GE-' || r.invoice), 0) + 1
        FROM cfdi_global_receipt r
        JOIN cfdi_living f ON f.source_kind = 'global' AND f.source_key = 'G-' || r.number AND f.state = 'stamped'
        WHERE r.by_credit AND NOT r.is_out AND NOT EXISTS (
            SELECT FROM cfdi_living e WHERE e.source_kind = 'global-credit' AND e.source_key = 'GE-' || r.invoice)
        ORDER BY r.number, r.invoice
        """;

    /// <returns>Null: the invoice is in no global document.</returns>
    public async Task<GlobalStanding?> FindAsync(string invoice, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(StandingSql).With(invoice);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            return null;
        }

        NominationOutcome? leaves = row.GetBoolean(5) ? NominationOutcome.Out
            : !row.GetBoolean(3) ? null
            : row.GetBoolean(4) ? NominationOutcome.Credit : NominationOutcome.Reissue;
        return new GlobalStanding(
            row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0), row.GetBoolean(1), row.GetBoolean(2), leaves);
    }

    public async Task LeaveAsync(string invoice, bool byCredit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(LeaveSql).With(invoice, byCredit);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task LetOutAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(OutSql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <returns>Stamped global documents to be cancelled, whose cancellation nobody has begun.</returns>
    public async Task<List<long>> ToCancelAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ToCancelSql);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<long> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    /// <param name="document">A global document that cannot be cancelled; null: those that SAT has refused.</param>
    public async Task CreditInsteadAsync(long? document, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ByCreditSql).With(document ?? 0L);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Receipts without their credit notes.</summary>
    public async Task<List<GlobalCredit>> ToCreditAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ToCreditSql);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<GlobalCredit> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new GlobalCredit(
                row.GetInt64(0), row.GetString(1), new(row.GetInt32(2)),
                new StampedDocument(row.GetInt64(3), row.GetGuid(4)), row.GetInt32(5)));
        }

        return found;
    }
}
