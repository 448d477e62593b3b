namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>What a print says beyond the fiscal document.</summary>
internal static class PrintSql
{
    /// <summary>$1 prefix, $2 service area, $3 year, $4 number within the series.</summary>
    public const string Subject = """
        SELECT d.contract, d.cycle, d.type, d.ordinal, d.due, greatest(d.total - coalesce((
            SELECT sum(s.amount) FROM receivable_settlement s
            WHERE s.contract = d.contract AND s.cycle = d.cycle AND s.type = d.type AND s.ordinal = d.ordinal), 0), 0)
            ::bigint
        FROM billing_number n
        JOIN billing_chunk k ON k.run = n.run AND k.number = n.chunk
        JOIN billing_document_type t ON t.prefix = n.prefix
        JOIN billing_document d ON d.contract BETWEEN k.first_contract AND k.last_contract AND d.run = n.run
            AND d.chunk = n.chunk AND d.place = $4 - n.first AND d.service_area = n.service_area AND d.type = t.code
        WHERE n.prefix = $1 AND n.service_area = $2 AND n.year = $3 AND $4 >= n.first AND $4 < n.first + n.count
        LIMIT 1
        """;

    /// <summary>$1 contract.</summary>
    public const string Place = """
        SELECT a.name, c.use FROM legacy_contract c JOIN legacy_service_area a ON a.id = c.service_area
        WHERE c.number = $1
        """;

    /// <summary>$1 contract, $2 year, $3 period.</summary>
    public const string Readings = $"""
        SELECT m.serial_number, (x.read_at AT TIME ZONE 'America/Mexico_City')::date, x.kind, x.dials, x.consumption
        FROM (SELECT $1::integer AS contract) i
        {Own}
        JOIN legacy_meter m ON m.id = x.meter
        WHERE x.year = $2 AND x.period = $3 ORDER BY x.read_at, x.meter LIMIT 20
        """;

    /// <summary>$1 contract, $2 year x 100 + period of the last one. Newest first.</summary>
    public const string History = $"""
        SELECT x.year, x.period, sum(x.consumption)::bigint
        FROM (SELECT $1::integer AS contract) i
        {Own}
        WHERE x.year * 100 + x.period <= $2
        GROUP BY x.year, x.period ORDER BY x.year DESC, x.period DESC LIMIT 13
        """;

    /// <summary>$1 contract, $2 cycle, $3 type, $4 ordinal.</summary>
    public const string Lines = """
        SELECT concept, quantity, unit_price, fixed_price, amount FROM billing_line
        WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4 AND NOT informational ORDER BY line LIMIT 400
        """;

    /// <summary>A contract's readings are those of its service point while it had it.</summary>
    private const string Own = """
        JOIN legacy_contract c ON c.number = i.contract
        JOIN legacy_contract o ON o.service_point = c.service_point
        JOIN legacy_reading x ON x.contract = o.number AND x.service_point = c.service_point
            AND x.read_at >= c.since::timestamp AT TIME ZONE 'America/Mexico_City'
            AND (c.until IS NULL OR x.read_at < (c.until + 1)::timestamp AT TIME ZONE 'America/Mexico_City')
        """;
}
