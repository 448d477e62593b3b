using System.Security.Cryptography;
using Npgsql;
using Strangler.Cfdi.Stamping;
using Strangler.Cfdi.Validation;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Holds stamped documents, as they are kept, against hash, seal, stamp and books.</summary>
/// <param name="certificates">SAT's, of PACs; null leaves the stamp's signature unchecked.</param>
public sealed class StoredVerification(Database database, PacCertificates? certificates, TimeProvider time)
{
    private const int Page = 100;

    private const string Sql = """
        SELECT d.id, d.sealed_xml, d.sealed_sha256, d.stamped_xml, d.stamped_sha256, d.uuid, d.total * 100, b.booked
        FROM cfdi_document d
        LEFT JOIN LATERAL (
            SELECT n.total AS booked FROM cfdi_invoice i JOIN billing_document n ON n.contract = i.contract
                AND n.cycle = i.cycle AND n.type = i.type AND n.ordinal = i.ordinal
            WHERE i.number = d.source_key AND i.kind = d.source_kind AND i.version = d.version) b ON true
        WHERE d.uuid IS NOT NULL AND d.id > $1 AND ($2::uuid IS NULL OR d.uuid = $2) ORDER BY d.id LIMIT $3
        """;

    private const string PartsSql = """
        SELECT d.id, (SELECT sum(t.paid) FROM cfdi_payment_part t WHERE t.number = p.number AND t.version = d.version),
            (SELECT sum(s.amount) FROM cfdi_settlement s JOIN cfdi_payment_part t ON t.number = p.number
                AND t.version = d.version AND t.cycle = s.cycle AND t.type = s.type AND t.ordinal = s.ordinal
             WHERE s.contract = p.contract AND s.source = p.source)
        FROM cfdi_document d JOIN cfdi_payment p ON d.source_key = 'P-' || p.number
        WHERE d.source_kind = 'payment' AND d.state = 'stamped' AND d.superseded_by IS NULL
          AND ($1::uuid IS NULL OR d.uuid = $1)
          AND EXISTS (SELECT FROM cfdi_settlement s WHERE s.contract = p.contract AND s.source = p.source)
        """;

    private readonly StampVerifier? _stamps = certificates is null ? null : new StampVerifier(certificates);

    /// <param name="uuid">Null: all.</param>
    /// <param name="found">Told of each document that is not as it should be.</param>
    /// <returns>How many were looked at.</returns>
    public async Task<long> RunAsync(Guid? uuid, Action<long, string> found, CancellationToken cancellation)
    {
        long count = 0;
        long last = 0;
        for (int read = Page; read == Page;)
        {
            read = 0;
            await using NpgsqlCommand command = database.Command(Sql).With(last, uuid, Page);
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                last = row.GetInt64(0);
                if (Problem(row) is { } problem)
                {
                    found(last, problem);
                }

                read++;
                count++;
            }
        }

        await CheckPaymentsAsync(uuid, found, cancellation);
        return count;
    }

    private string? Problem(NpgsqlDataReader row)
    {
        byte[] sealedXml = row.GetFieldValue<byte[]>(1);
        byte[] stampedXml = row.GetFieldValue<byte[]>(3);
        if (!SHA256.HashData(sealedXml).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(2))
            || !SHA256.HashData(stampedXml).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(4)))
        {
            return "hash: the bytes are not those that were kept.";
        }

        ValidationReport report = CfdiValidator.Validate(
            sealedXml, new ValidationContext(time.GetUtcNow()) { ChecksAge = false });
        if (!report.Passes)
        {
            return $"{report.Findings[0].Code} {report.Findings[0].Path}";
        }

        if (_stamps?.Verify(sealedXml, stampedXml) is { } verdict)
        {
            if (verdict is StampVerdict.Doubtful doubtful)
            {
                return $"stamp-{doubtful.Code}: {doubtful.Detail}";
            }

            if (((StampVerdict.Genuine)verdict).Uuid != row.GetGuid(5))
            {
                return "uuid: the stamp is another one than the row's.";
            }
        }

        return !row.IsDBNull(7) && row.GetDecimal(6) != row.GetInt64(7)
            ? "books: its total is not that of what was billed."
            : null;
    }

    private async Task CheckPaymentsAsync(Guid? uuid, Action<long, string> found, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(PartsSql).With(uuid);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.IsDBNull(1) || row.IsDBNull(2) || row.GetDecimal(1) != row.GetDecimal(2))
            {
                found(row.GetInt64(0), "books: it says another sum than the payment settled.");
            }
        }
    }
}
