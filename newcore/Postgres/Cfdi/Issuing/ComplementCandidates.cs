using Npgsql;
using Strangler.Cfdi.Documents;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Reads which payments need documents, in pages by their numbers.</summary>
internal sealed class ComplementCandidates(Database database, IssuerProfile profile)
{
    public const int Page = 500;

    /// <summary>
    /// Numbers the payments of deferred invoices, and the deposits and balances set against them, once. These are
    /// debts set off against each other: form 17, of the day it was done.
    /// </summary>
    private const string RegisterSql = """
        INSERT INTO cfdi_payment (contract, source, paid_on)
        SELECT s.contract, s.source, min(coalesce(m.paid, s.settled_on))
        FROM cfdi_settlement s
        JOIN cfdi_invoice i ON i.contract = s.contract AND i.cycle = s.cycle AND i.type = s.type
            AND i.ordinal = s.ordinal AND i.deferred
        LEFT JOIN native_payment m ON m.contract = s.contract AND s.source = 'payment/' || m.write
        WHERE s.is_payment AND s.amount > 0 AND s.settled_on >= $1
          AND NOT EXISTS (SELECT FROM cfdi_payment p WHERE p.contract = s.contract AND p.source = s.source)
        GROUP BY s.contract, s.source ORDER BY min(s.settled_on), s.contract, s.source
        ON CONFLICT DO NOTHING
        """;

    private const string Sql = """
        SELECT p.contract, p.source, p.number, p.paid_on,
            CASE WHEN p.source LIKE 'payment/%' THEN m.form ELSE 17::smallint END, coalesce((
                SELECT max(f.version) FROM cfdi_document f
                WHERE f.source_kind = 'payment' AND f.source_key = 'P-' || p.number), 0) + 1, old.id, old.uuid
        FROM cfdi_payment p
        LEFT JOIN native_payment m ON m.contract = p.contract AND p.source = 'payment/' || m.write
        LEFT JOIN cfdi_living old ON old.source_kind = 'payment' AND old.source_key = 'P-' || p.number
        WHERE p.number > $1 AND p.paid_on >= $3 AND p.paid_on < $4
          AND (old.id IS NULL OR (old.state = 'stamped' AND NOT EXISTS (
            SELECT FROM cfdi_document z WHERE z.superseded_by = old.id AND z.state <> 'cancelled') AND EXISTS (
            SELECT FROM cfdi_relation r JOIN cfdi_document o ON o.id = r.other
            JOIN cfdi_document s ON s.id = o.superseded_by
            WHERE r.document = old.id AND r.code = 'PD' AND s.state = 'stamped')))
          AND EXISTS (SELECT FROM cfdi_settlement s WHERE s.contract = p.contract AND s.source = p.source)
        ORDER BY p.number LIMIT $2
        """;

    private const string PartsSql = """
        SELECT s.number, s.contract, s.cycle, s.type, s.ordinal, s.paid, b.settled, b.paid, b.payments,
            i.id, i.uuid, i.series, i.folio, i.total, i.rfc, i.name, i.postal_code, i.regime, i.cfdi_use, i.rates,
            i.bases, i.state, i.deferred, i.motive
        FROM (
            SELECT p.number, s.contract, s.source, s.cycle, s.type, s.ordinal, sum(s.amount)::bigint AS paid,
                min(s.position) AS position
            FROM cfdi_payment p JOIN cfdi_settlement s ON s.contract = p.contract AND s.source = p.source
            WHERE p.number = ANY ($1) AND s.type IN (1, 3)
            GROUP BY p.number, s.contract, s.source, s.cycle, s.type, s.ordinal) s
        JOIN billing_document d ON d.contract = s.contract AND d.cycle = s.cycle AND d.type = s.type
            AND d.ordinal = s.ordinal AND d.issued >= $2
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(e.amount), 0)::bigint AS settled,
                coalesce(sum(e.amount) FILTER (WHERE e.is_payment), 0)::bigint AS paid,
                count(DISTINCT e.source) FILTER (WHERE e.is_payment)::integer AS payments
            FROM cfdi_settlement e WHERE e.contract = s.contract AND e.cycle = s.cycle AND e.type = s.type
              AND e.ordinal = s.ordinal AND e.position < s.position) b
        LEFT JOIN LATERAL (
            SELECT i.*, f.id, f.uuid, f.series, f.folio, f.state, (
                SELECT n.motive FROM cfdi_cancellation n WHERE n.document = f.id AND n.state = 'cancelled'
                ORDER BY n.id DESC LIMIT 1) AS motive
            FROM cfdi_invoice i JOIN cfdi_document f ON f.source_kind = i.kind AND f.source_key = i.number
                AND f.version = i.version
            WHERE i.contract = s.contract AND i.cycle = s.cycle AND i.type = s.type AND i.ordinal = s.ordinal
            ORDER BY f.id IN (SELECT id FROM cfdi_living l WHERE l.source_kind = i.kind AND l.source_key = i.number)
                DESC, i.version DESC LIMIT 1) i ON true
        WHERE s.paid > 0 ORDER BY s.number, s.cycle, s.type, s.ordinal
        """;

    public async Task RegisterAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(RegisterSql).With(profile.From);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <param name="from">The first day of payment.</param>
    /// <param name="before">The first day that is out.</param>
    public async Task<List<ComplementCandidate>> ReadAsync(
        long after, DateOnly from, DateOnly before, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql).With(after, Page, from, before);
        List<ComplementCandidate> found = [];
        await using (NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                found.Add(new ComplementCandidate(
                    new ContractNumber(row.GetInt32(0)), row.GetString(1), row.GetInt64(2),
                    row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetInt16(4), row.GetInt32(5),
                    row.IsDBNull(7) ? null : new StampedDocument(row.GetInt64(6), row.GetGuid(7))));
            }
        }

        await ReadPartsAsync(found, cancellation);
        return found;
    }

    private async Task ReadPartsAsync(List<ComplementCandidate> found, CancellationToken cancellation)
    {
        Dictionary<long, ComplementCandidate> byNumber = found.ToDictionary(one => one.Number);
        await using NpgsqlCommand command = database.Command(PartsSql).With(
            byNumber.Keys.ToArray(), profile.From);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            byNumber[row.GetInt64(0)].Parts.Add(Part(row));
        }
    }

    private static ComplementPart Part(NpgsqlDataReader row)
    {
        DocumentKey key = new(
            new ContractNumber(row.GetInt32(1)), CycleNumber.Read(row.GetInt32(2)), row.GetInt16(3), row.GetInt16(4));
        string state = row.Text(21) ?? "";
        bool isOut = (state.Length > 0 && !row.GetBoolean(22)) || (state == "cancelled" && row.Text(23) != "02");
        return new ComplementPart(
            key, new Money(row.GetInt64(5)), new Money(row.GetInt64(6)), new Money(row.GetInt64(7)), row.GetInt32(8),
            state == "stamped" ? Facts(row) : null, isOut);
    }

    private static PaidDocumentFacts Facts(NpgsqlDataReader row) => new(
        new StampedDocument(row.GetInt64(9), row.GetGuid(10)), row.Text(11), row.Text(12),
        new Money(row.GetInt64(13)),
        new Receiver(row.GetString(14), row.GetString(15), row.GetString(16), row.GetString(17), row.GetString(18)),
        IssuedInvoices.TaxesIn(row, 19, 20));
}
