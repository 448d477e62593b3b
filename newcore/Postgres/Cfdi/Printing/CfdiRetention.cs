using Npgsql;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>What the law lets go, and letting it go. A trigger of the table refuses what it does not.</summary>
public sealed class CfdiRetention(Database database)
{
    /// <summary>Days told at once.</summary>
    public const int ListLimit = 1_000;

    /// <summary>Documents of one deletion.</summary>
    public const int DeletionLimit = 10_000;

    /// <summary>A document goes with all that hangs on it; one that a kept document names stays.</summary>
    private const string DeleteSql = """
        WITH gone AS (
            SELECT f.id FROM cfdi_document f
            WHERE f.retain_until < $1 AND f.retain_until < current_date
              AND NOT EXISTS (SELECT FROM cfdi_relation r WHERE r.other = f.id)
              AND NOT EXISTS (SELECT FROM cfdi_document o WHERE o.superseded_by = f.id AND o.id <> f.id)
              AND NOT EXISTS (SELECT FROM cfdi_cancellation c WHERE c.substitute = f.id)
            ORDER BY f.id LIMIT $2),
        relations AS (DELETE FROM cfdi_relation WHERE document IN (SELECT id FROM gone)),
        attempts AS (DELETE FROM cfdi_attempt WHERE document IN (SELECT id FROM gone)),
        cancellations AS (DELETE FROM cfdi_cancellation WHERE document IN (SELECT id FROM gone)),
        parts AS (DELETE FROM cfdi_payment_part WHERE invoice IN (SELECT id FROM gone)),
        warnings AS (
            DELETE FROM cfdi_warning w USING cfdi_document f
            WHERE f.id IN (SELECT id FROM gone) AND w.source_kind = f.source_kind AND w.source_key = f.source_key
                AND w.version = f.version),
        documents AS (DELETE FROM cfdi_document WHERE id IN (SELECT id FROM gone) RETURNING id)
        SELECT count(*) FROM documents
        """;

    /// <summary>The earliest first.</summary>
    public async Task<IReadOnlyList<RetentionLine>> ListAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT retain_until, count(*) FROM cfdi_document GROUP BY retain_until ORDER BY retain_until LIMIT $1")
            .With(ListLimit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<RetentionLine> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new RetentionLine(reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1)));
        }

        return lines;
    }

    /// <param name="before">Kept until a day before this one, and before today.</param>
    /// <returns>How many are gone; call it again until none is.</returns>
    public async Task<long> DeleteAsync(DateOnly before, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DeleteSql).With(before, DeletionLimit);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
