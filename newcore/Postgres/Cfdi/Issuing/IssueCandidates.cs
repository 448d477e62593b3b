using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Records;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Reads which billing documents are to be issued, in pages by key.</summary>
internal sealed class IssueCandidates(Database database, IssuerProfile profile)
{
    public const int Page = 500;

    /// <summary>
    /// A source is free where nothing of it lives, unless its last document was cancelled for good: only 02 says that
    /// the document was wrong and the charge stands. A note is made anew where its invoice's document was replaced.
    /// What replaced another is replaced only when that is cancelled, for else it could not be any more.
    /// </summary>
    private const string Sql = """
        SELECT d.contract, d.cycle, d.type, d.ordinal, d.number, d.issued, d.total, d.service_area, c.use,
            u.id, u.kind, p.name, p.surname, p.tax_id, p.pensioner, u.cfdi_use, u.tax_regime, u.postal_code,
            coalesce(last.version, 0) + 1, old.id, old.uuid, coalesce(pay.paid, 0)::bigint, pay.form, base.id,
            base.uuid, (
                SELECT i.deferred FROM cfdi_invoice i WHERE i.contract = d.contract AND i.cycle = d.cycle
                    AND i.type = d.type AND i.ordinal = d.ordinal AND i.version = old.version)
        FROM billing_document_now d
        JOIN legacy_contract c ON c.number = d.contract
        JOIN legacy_customer u ON u.id = c.customer
        JOIN legacy_person p ON p.id = u.person
        CROSS JOIN LATERAL (SELECT CASE d.type WHEN 1 THEN 'invoice' ELSE 'note' END AS kind) k
        LEFT JOIN LATERAL (
            SELECT f.version, f.state, (
                SELECT n.motive FROM cfdi_cancellation n WHERE n.document = f.id AND n.state = 'cancelled'
                ORDER BY n.id DESC LIMIT 1) AS motive
            FROM cfdi_document f WHERE f.source_kind = k.kind AND f.source_key = d.number
            ORDER BY f.version DESC LIMIT 1) last ON true
        LEFT JOIN cfdi_global_receipt g ON g.contract = d.contract AND g.cycle = d.cycle AND g.type = d.type
            AND g.ordinal = d.ordinal
        LEFT JOIN cfdi_living old ON old.source_kind = k.kind AND old.source_key = d.number
        LEFT JOIN LATERAL (
            SELECT f.id, f.uuid FROM cfdi_invoice i
            JOIN cfdi_living f ON f.source_kind = i.kind AND f.source_key = i.number AND f.version = i.version
            WHERE i.contract = d.contract AND i.cycle = d.cycle AND i.type = d.corrects_type
              AND i.ordinal = d.corrects_ordinal AND f.state = 'stamped') base ON true
        LEFT JOIN LATERAL (
            SELECT sum(s.amount) AS paid, (array_agg(CASE WHEN s.is_set_off THEN 17 ELSE m.form END
                ORDER BY s.amount DESC))[1]::smallint AS form
            FROM cfdi_settlement s
            LEFT JOIN native_payment m ON m.contract = s.contract AND s.source = 'payment/' || m.write
            WHERE s.contract = d.contract AND s.cycle = d.cycle AND s.type = d.type AND s.ordinal = d.ordinal
              AND s.is_payment) pay ON true
        WHERE ($1::smallint IS NULL OR (c.service_area = $1 AND c.zone = $2)) AND ($3::integer IS NULL OR d.cycle = $3)
          AND ($4::integer IS NULL OR d.contract = $4) AND d.type = ANY ($5) AND d.issued >= $6
          AND d.status NOT IN (1, 4)
          AND ($7 OR upper(trim(p.tax_id)) NOT IN ('', 'XAXX010101000') OR g.is_out)
          AND coalesce(g.is_out, true)
          AND (last.version IS NULL OR last.state <> 'cancelled' OR last.motive = '02')
          AND (old.id IS NULL OR (old.state = 'stamped' AND NOT EXISTS (
            SELECT FROM cfdi_document z WHERE z.superseded_by = old.id AND z.state <> 'cancelled')
            AND (d.number = $8 OR EXISTS (
            SELECT FROM cfdi_relation r JOIN cfdi_document o ON o.id = r.other
            JOIN cfdi_document s ON s.id = o.superseded_by
            WHERE r.document = old.id AND r.code IN ('01', '02') AND s.state = 'stamped'))))
          AND ($8::text IS NULL OR d.number = $8)
          AND (d.contract, d.cycle, d.type, d.ordinal) > ($9, $10, $11, $12)
        ORDER BY d.contract, d.cycle, d.type, d.ordinal LIMIT $13
        """;

    /// <param name="replace">The number of one whose stamped document is to be replaced; null: what is free.</param>
    /// <param name="after">The page before's last.</param>
    public async Task<List<IssueCandidate>> ReadAsync(
        IssueScope scope, short[] types, string? replace, DocumentKey? after, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql).With(
            scope.Group?.ServiceArea, scope.Group?.Zone ?? "", scope.Cycle is { } cycle ? CycleNumber.Of(cycle) : null,
            scope.Contract?.Value, types, profile.From, profile.NamesThePublic, replace,
            after?.Contract.Value ?? 0, after is { } last ? CycleNumber.Of(last.Cycle) : 0, after?.Type ?? (short)0,
            after?.Ordinal ?? (short)0, Page);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<IssueCandidate> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(Take(reader));
        }

        return found;
    }

    private static IssueCandidate Take(NpgsqlDataReader row) => new(
        new DocumentKey(
            new ContractNumber(row.GetInt32(0)), CycleNumber.Read(row.GetInt32(1)), row.GetInt16(2), row.GetInt16(3)),
        row.GetString(4), row.GetFieldValue<DateOnly>(5), new Money(row.GetInt64(6)), row.GetInt16(7),
        row.GetInt16(8) == 1 ? "domestic" : "other",
        new ContractHolder(
            row.GetInt32(9), row.GetString(10), row.GetString(11), row.GetString(12), row.GetString(13),
            row.GetBoolean(14), row.GetString(15), row.GetString(16), row.GetString(17)),
        row.GetInt32(18), Document(row, 19), new Money(row.GetInt64(21)), row.IsDBNull(22) ? null : row.GetInt16(22),
        Document(row, 23), row.IsDBNull(25) ? null : row.GetBoolean(25));

    private static StampedDocument? Document(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) || row.IsDBNull(column + 1)
            ? null
            : new StampedDocument(row.GetInt64(column), row.GetGuid(column + 1));
}
