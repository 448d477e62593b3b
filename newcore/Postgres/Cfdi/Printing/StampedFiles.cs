using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>Stamped documents, each held against the hash that was kept with it.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class StampedFiles(Database database)
{
    private const string Columns = """
        f.id, f.uuid, f.source_kind, f.source_key, f.version, f.type, f.state, f.retain_until, f.issued_at::date,
        f.stamped_xml, f.stamped_sha256
        """;

    /// <summary>
    /// What is about billing documents of a cycle and of a group's contracts: their own documents, those of payments of
    /// them whatever else these pay, global documents that have or had them, and what takes them out of these.
    /// </summary>
    private const string GroupSql = $"""
        WITH billed AS (
            SELECT d.contract, d.cycle, d.type, d.ordinal, d.number FROM billing_document_now d
            JOIN legacy_contract c ON c.number = d.contract AND c.service_area = $1 AND c.zone = $2
            WHERE d.cycle = $3),
        sources AS (
            SELECT k.kind, b.number AS key FROM billed b CROSS JOIN (VALUES ('invoice'), ('note')) k (kind)
            UNION SELECT 'payment', 'P-' || p.number FROM billed b JOIN cfdi_payment_part p
                ON p.contract = b.contract AND p.cycle = b.cycle AND p.type = b.type AND p.ordinal = b.ordinal
            UNION SELECT k.kind, k.key FROM billed b JOIN cfdi_global_receipt r
                ON r.contract = b.contract AND r.cycle = b.cycle AND r.type = b.type AND r.ordinal = b.ordinal
                CROSS JOIN LATERAL (VALUES
                    ('global', 'G-' || r.number), ('global-credit', 'GE-' || r.invoice)) k (kind, key))
        SELECT {Columns}
        FROM sources s JOIN cfdi_document f ON f.source_kind = s.kind AND f.source_key = s.key
        WHERE f.uuid IS NOT NULL ORDER BY f.id
        """;

    /// <summary>Cancelled ones too.</summary>
    public Task<StoredCfdi?> OfUuidAsync(Guid uuid, CancellationToken cancellation) => OneAsync(
        $"SELECT {Columns} FROM cfdi_document f WHERE f.uuid = $1", [uuid], cancellation);

    /// <summary>The newest one of an invoice that is in force.</summary>
    public Task<StoredCfdi?> OfInvoiceAsync(string number, CancellationToken cancellation) => OneAsync(
        $"""
        SELECT {Columns} FROM cfdi_document f
        WHERE f.source_kind = 'invoice' AND f.source_key = $1 AND f.state IN ('stamped', 'cancel-requested')
        ORDER BY f.version DESC LIMIT 1
        """, [number], cancellation);

    /// <summary>Cancelled ones too, one after another.</summary>
    public async IAsyncEnumerable<StoredCfdi> OfGroupAsync(
        BillingGroup group, BillingCycle cycle, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(GroupSql).With(
            group.ServiceArea, group.Zone, (cycle.Year * 100) + cycle.Period);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return Take(reader);
        }
    }

    private async Task<StoredCfdi?> OneAsync(string sql, object[] values, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql).With(values);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Take(reader) : null;
    }

    private static StoredCfdi Take(NpgsqlDataReader row)
    {
        byte[] xml = row.GetFieldValue<byte[]>(9);
        bool isWhole = SHA256.HashData(xml).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(10));
        return new StoredCfdi(
            row.GetInt64(0), row.GetGuid(1), new CfdiSource(row.GetString(2), row.GetString(3), row.GetInt32(4)),
            row.GetString(5), row.GetString(6) == "cancelled", row.GetFieldValue<DateOnly>(7),
            row.GetFieldValue<DateOnly>(8), isWhole ? xml : null);
    }
}
