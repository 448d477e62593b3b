using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>Compares a group's opening balances with the former system's, invoice by invoice.</summary>
internal static class CutoverComparison
{
    private const string InvoicesSql = """
        WITH ours AS (SELECT number FROM legacy_contract WHERE service_area = $1 AND zone = $2),
        legacy AS (
            SELECT i.contract, i.id, i.number, greatest(i.amount - y.paid, 0) AS owed,
                greatest(y.paid - i.amount, 0) AS credit
            FROM ours JOIN legacy_invoice i ON i.contract = ours.number
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(p.amount), 0)::bigint AS paid FROM legacy_payment p
                WHERE p.contract = i.contract AND p.invoice = i.id) y),
        native AS (
            SELECT d.contract, d.legacy_invoice AS id, d.legacy_number AS number, coalesce(o.open, 0) AS open
            FROM ours JOIN cutover_document d ON d.contract = ours.number
            LEFT JOIN LATERAL (
                SELECT open FROM receivable_open r WHERE r.contract = d.contract AND r.cycle = d.cycle
                    AND r.type = d.type AND r.ordinal = d.ordinal) o ON true)
        SELECT contract, coalesce(l.number, n.number), coalesce(l.owed, 0), coalesce(l.credit, 0), coalesce(n.open, 0)
        FROM legacy l FULL JOIN native n USING (contract, id)
        WHERE l.owed > 0 OR l.credit > 0 OR n.open <> 0
        ORDER BY contract, 2
        """;

    private const string ContractsSql = """
        SELECT c.number, coalesce(s.receivable, 0), coalesce(s.to_offset, 0) FROM legacy_contract c
        LEFT JOIN ledger_stream s ON s.contract = c.number
        WHERE c.service_area = $1 AND c.zone = $2 ORDER BY c.number
        """;

    private const string CarriedSql = """
        SELECT c.number, v.value FROM legacy_contract c
        CROSS JOIN LATERAL (
            SELECT value FROM legacy_contract_variable v WHERE v.contract = c.number AND v.kind = 102
            ORDER BY v.since DESC LIMIT 1) v
        WHERE c.service_area = $1 AND c.zone = $2 AND abs(v.value) >= 1 ORDER BY c.number
        """;

    private const string QuarantinedSql = """
        SELECT c.number, q.file || ':' || q.line FROM legacy_contract c
        JOIN import_quarantine q ON q.contract = c.number
        WHERE c.service_area = $1 AND c.zone = $2 AND q.imported_table IN ('contract', 'invoice', 'payment')
        ORDER BY c.number, q.file, q.line
        """;

    /// <summary>Within a transaction that sees one moment.</summary>
    public static async Task<CutoverReport> CompareAsync(
        NpgsqlConnection connection, BillingGroup group, CancellationToken cancellation)
    {
        CutoverTally tally = new();
        Money Amount(NpgsqlDataReader row, int column) => new(row.GetInt64(column));
        await EachAsync(connection, InvoicesSql, group, row => tally.AddInvoice(
            Contract(row), row.GetString(1), Amount(row, 2), Amount(row, 3), Amount(row, 4)), cancellation);
        await EachAsync(
            connection, ContractsSql, group,
            row => tally.AddContract(Contract(row), Amount(row, 1), Amount(row, 2)), cancellation);
        await EachAsync(
            connection, CarriedSql, group, row => tally.AddCarried(Contract(row), row.GetDecimal(1)), cancellation);
        await EachAsync(
            connection, QuarantinedSql, group, row => tally.AddQuarantined(Contract(row), row.GetString(1)),
            cancellation);
        return tally.Report();
    }

    private static ContractNumber Contract(NpgsqlDataReader row) => new(row.GetInt32(0));

    private static async Task EachAsync(
        NpgsqlConnection connection, string sql, BillingGroup group, Action<NpgsqlDataReader> take,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = CutoverRows.Command(connection, sql, group);
        command.CommandTimeout = CutoverDesk.QuerySeconds;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }
    }
}
