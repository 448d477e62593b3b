namespace Strangler.Postgres.Records;

/// <summary>The questions about invoices: which are wanted, and what is told of each.</summary>
internal static class InvoiceSql
{
    /// <summary>$1 contracts, $2 and $3 days of issue, $4 how many to pass over, $5 how many to give.</summary>
    public const string List = $"""
        WITH wanted AS (
            SELECT i.*, asked.place FROM unnest($1) WITH ORDINALITY AS asked (contract, place)
            JOIN legacy_invoice i ON i.contract = asked.contract
            WHERE ($2 IS NULL OR i.issued >= $2) AND ($3 IS NULL OR i.issued <= $3)
            ORDER BY asked.place, i.issued DESC, i.id DESC OFFSET $4 LIMIT $5)
        {Told}
        ORDER BY i.place, i.issued DESC, i.id DESC
        """;

    /// <summary>$1 contract, $2 and $3 days of issue.</summary>
    public const string Count = """
        SELECT count(*) FROM legacy_invoice i
        WHERE i.contract = $1 AND ($2 IS NULL OR i.issued >= $2) AND ($3 IS NULL OR i.issued <= $3)
        """;

    /// <summary>$1 contracts, $2 the id of an invoice of each.</summary>
    public const string Find = $"""
        WITH wanted AS (
            SELECT i.*, asked.place FROM unnest($1, $2) WITH ORDINALITY AS asked (contract, id, place)
            JOIN legacy_invoice i ON i.contract = asked.contract AND i.id = asked.id)
        {Told}
        ORDER BY i.place
        """;

    /// <summary>$1 contract, $2 the invoice's number or null, $3 its id or null.</summary>
    public const string One = $"""
        WITH wanted AS ({TheOne})
        {Told}
        """;

    /// <summary>The same parameters.</summary>
    public const string LinesOfOne = $"""
        WITH wanted AS ({TheOne})
        {Lines}
        LIMIT 1000
        """;

    /// <summary>
    /// The same parameters. By service point, for the import files a point's readings under who has it now.
    /// </summary>
    public const string ReadingsOfOne = $"""
        WITH wanted AS ({TheOne})
        SELECT m.serial_number, x.read_at, x.kind, x.dials, x.consumption
        FROM wanted i
        JOIN legacy_billing_run r ON r.id = i.billing_run
        {ItsReadings}
        JOIN legacy_meter m ON m.id = x.meter
        WHERE x.year = r.year AND x.period = r.period
        ORDER BY x.read_at, CASE x.kind WHEN 'F' THEN 1 WHEN 'I' THEN 2 ELSE 3 END, x.meter
        LIMIT 100
        """;

    /// <summary>$1 contract, $2 how many invoices, newest first.</summary>
    public const string LinesOfAll = $"""
        WITH wanted AS (
            SELECT * FROM legacy_invoice WHERE contract = $1 ORDER BY issued DESC, id DESC LIMIT $2)
        {Lines}
        """;

    /// <summary>$1 customer.</summary>
    public const string FirstOfCustomer = "SELECT min(number::integer) FROM legacy_contract WHERE customer = $1";

    /// <summary>$1 contracts.</summary>
    public const string AnyWithheld = "SELECT EXISTS (SELECT FROM import_quarantine WHERE contract = ANY ($1))";

    private const string TheOne = """
        SELECT * FROM legacy_invoice
        WHERE contract = $1 AND ($2 IS NULL OR number = $2) AND ($3 IS NULL OR id = $3) ORDER BY id LIMIT 1
        """;

    /// <summary>
    /// Every payment counts as made, whatever its date: that is how legacy's own extract is read. Native ones too, but
    /// not those that were taken back; of a day they are the later ones.
    /// </summary>
    private const string Told = $"""
        SELECT i.contract, i.id, i.number, i.service_area, r.year, r.period, i.issued, i.due, i.amount, i.tax,
            greatest(i.amount - coalesce(p.paid, 0), 0), coalesce(u.consumption, 0), p.channel, p.last
        FROM wanted i
        JOIN legacy_billing_run r ON r.id = i.billing_run
        LEFT JOIN LATERAL (
            SELECT sum(y.amount)::bigint AS paid, max(y.paid) AS last,
                (array_agg(y.channel ORDER BY y.paid DESC, y.since, y.id))[1] AS channel
            FROM (
                SELECT m.amount, m.paid, m.channel, m.id, 0 AS since FROM legacy_payment m
                WHERE m.contract = i.contract AND m.invoice = i.id
                UNION ALL
                SELECT t.amount, m.paid, m.channel, m.id, 1 FROM native_payment_part t
                JOIN native_payment m ON m.contract = t.contract AND m.id = t.payment
                WHERE t.contract = i.contract AND t.invoice = i.id AND m.reversed_at IS NULL) y) p ON true
        LEFT JOIN LATERAL (
            SELECT sum(x.consumption)::bigint AS consumption FROM (SELECT) one {ItsReadings}
            WHERE x.year = r.year AND x.period = r.period) u ON true
        """;

    private const string ItsReadings = """
        JOIN legacy_contract c ON c.number = i.contract
        JOIN legacy_contract o ON o.service_point = c.service_point
        JOIN legacy_reading x ON x.contract = o.number AND x.service_point = c.service_point
            AND x.read_at >= c.since::timestamp AT TIME ZONE 'America/Mexico_City'
            AND (c.until IS NULL OR x.read_at < (c.until + 1)::timestamp AT TIME ZONE 'America/Mexico_City')
        """;

    private const string Lines = """
        SELECT l.invoice, l.charge_type, t.name, l.tariff_kind, l.tariff_since, l.quantity, l.amount, l.tax_rate
        FROM wanted i
        JOIN legacy_invoice_line l ON l.contract = i.contract AND l.invoice = i.id
        LEFT JOIN legacy_charge_type t ON t.service_area = i.service_area AND t.id = l.charge_type
        ORDER BY l.invoice, l.line
        """;
}
