using Npgsql;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Where the documents of the books stand. No names, no tax ids, no contract numbers.</summary>
public sealed class FlowQueries(Database database)
{
    public const int ListLimit = 1_000;

    private const string CountSql = """
        SELECT CASE d.type WHEN 1 THEN 'invoice' ELSE 'note' END AS kind, coalesce(f.state,
                CASE WHEN r.source_key IS NULL THEN 'not issued' ELSE 'refused' END) AS state,
            count(*), sum(d.total)::bigint
        FROM billing_document_now d
        JOIN legacy_contract c ON c.number = d.contract
        LEFT JOIN cfdi_living f ON f.source_kind = CASE d.type WHEN 1 THEN 'invoice' ELSE 'note' END
            AND f.source_key = d.number
        LEFT JOIN cfdi_refusal r ON r.source_kind = CASE d.type WHEN 1 THEN 'invoice' ELSE 'note' END
            AND r.source_key = d.number AND r.position = 0
        WHERE d.type IN (1, 2, 3) AND d.status NOT IN (1, 4)
          AND ($1::smallint IS NULL OR (c.service_area = $1 AND c.zone = $2)) AND ($3::integer IS NULL OR d.cycle = $3)
        GROUP BY 1, 2 ORDER BY 1, 2
        """;

    private const string PendingParts = """
        FROM cfdi_payment p
        LEFT JOIN cfdi_living f ON f.source_kind = 'payment' AND f.source_key = 'P-' || p.number
        WHERE (f.id IS NULL OR f.state NOT IN ('stamped', 'cancel-requested'))
          AND EXISTS (
            SELECT FROM cfdi_settlement s JOIN cfdi_invoice i ON i.contract = s.contract AND i.cycle = s.cycle
                AND i.type = s.type AND i.ordinal = s.ordinal
            WHERE s.contract = p.contract AND s.source = p.source AND i.deferred AND NOT EXISTS (
                SELECT FROM cfdi_invoice n WHERE n.number = i.number AND n.kind = i.kind AND n.version > i.version))
        """;

    private const string PendingSql = $"""
        SELECT 'P-' || p.number, p.paid_on, f.state,
            EXISTS (SELECT FROM cfdi_refusal r WHERE r.source_kind = 'payment' AND r.source_key = 'P-' || p.number)
        {PendingParts}
        ORDER BY p.paid_on, p.number LIMIT $1
        """;

    /// <summary>Due on the 5th of the next month, as <see cref="ComplementDue"/> has it.</summary>
    private const string DueSql = $"""
        SELECT count(*), count(*) FILTER (WHERE due <= $1::date + 3), count(*) FILTER (WHERE due < $1)
        FROM (
            SELECT (date_trunc('month', p.paid_on) + interval '1 month 4 days')::date AS due {PendingParts}) pending
        """;

    private const string WaitingSql = """
        SELECT d.source_kind, d.source_key, d.uuid, c.motive, c.state, c.code, c.requested_at, c.due_at
        FROM cfdi_cancellation c JOIN cfdi_document d ON d.id = c.document
        WHERE c.state IN ('requested', 'waiting', 'parked', 'refused', 'rejected') ORDER BY c.id LIMIT $1
        """;

    private const string LeavingSql = """
        SELECT r.invoice, 'G-' || r.number, r.by_credit, coalesce(e.state, f.state, 'no document')
        FROM cfdi_global_receipt r
        LEFT JOIN cfdi_living f ON f.source_kind = 'global' AND f.source_key = 'G-' || r.number
        LEFT JOIN cfdi_living e ON r.by_credit AND e.source_kind = 'global-credit' AND e.source_key = 'GE-' || r.invoice
        WHERE r.is_leaving AND NOT r.is_out ORDER BY r.number, r.invoice LIMIT $1
        """;

    private const string FindSql = """
        SELECT d.id FROM cfdi_document d WHERE d.uuid = $1
        """;

    /// <summary>Invoices and notes by what became of them.</summary>
    public async Task<IReadOnlyList<FlowCount>> CountAsync(IssueScope scope, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(CountSql).With(
            scope.Group?.ServiceArea, scope.Group?.Zone ?? "", scope.Cycle is { } cycle ? CycleNumber.Of(cycle) : null);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<FlowCount> counts = [];
        while (await row.ReadAsync(cancellation))
        {
            counts.Add(new FlowCount(row.GetString(0), row.GetString(1), row.GetInt64(2), new(row.GetInt64(3))));
        }

        return counts;
    }

    /// <summary>Payments without a stamped document, those that are due first.</summary>
    public async Task<IReadOnlyList<PendingComplement>> PendingAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(PendingSql).With(Math.Clamp(limit, 1, ListLimit));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<PendingComplement> pending = [];
        while (await row.ReadAsync(cancellation))
        {
            DateOnly paid = row.GetFieldValue<DateOnly>(1);
            string why = row.Text(2) ?? (row.GetBoolean(3) ? "refused" : "waits for its invoices");
            pending.Add(new PendingComplement(row.GetString(0), paid, ComplementDue.Of(paid), why));
        }

        return pending;
    }

    /// <summary>How many payments have no stamped document, and for how many it is time.</summary>
    public async Task<ComplementSight> ComplementsAsync(DateOnly today, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DueSql).With(today);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new ComplementSight(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    /// <summary>Cancellations that are under way, or ended otherwise than they should.</summary>
    public async Task<IReadOnlyList<OpenCancellation>> CancellationsAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(WaitingSql).With(Math.Clamp(limit, 1, ListLimit));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<OpenCancellation> open = [];
        while (await row.ReadAsync(cancellation))
        {
            open.Add(new OpenCancellation(
                row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.Text(5),
                row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7)));
        }

        return open;
    }

    /// <summary>Invoices that were asked for by name and are in their global documents yet.</summary>
    public async Task<IReadOnlyList<LeavingReceipt>> LeavingAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(LeavingSql).With(Math.Clamp(limit, 1, ListLimit));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<LeavingReceipt> leaving = [];
        while (await row.ReadAsync(cancellation))
        {
            leaving.Add(new LeavingReceipt(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetString(3)));
        }

        return leaving;
    }

    /// <returns>The document's id; null where it is not kept here.</returns>
    public async Task<long?> FindAsync(Guid uuid, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FindSql).With(uuid);
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <returns>The contract and number of an issued invoice or note; null where there is none.</returns>
    public async Task<int?> ContractOfAsync(string number, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT contract::integer FROM cfdi_invoice WHERE number = $1 LIMIT 1").With(number);
        return (int?)await command.ExecuteScalarAsync(cancellation);
    }
}
