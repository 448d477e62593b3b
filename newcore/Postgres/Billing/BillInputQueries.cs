namespace Strangler.Postgres.Billing;

/// <summary>
/// What a range of contracts needs, each in order of contract by the primary key. $1 and $2 are the first and the last
/// contract.
/// </summary>
internal static class BillInputQueries
{
    /// <summary>$3: service area or 0 for all, $4: zone.</summary>
    public const string Contracts = """
        SELECT c.number, c.service_area, c.zone, c.units, c.sewerage, c.treatment, c.since, c.until, p.pensioner,
            c.service_point, a.since
        FROM legacy_contract c
        LEFT JOIN prepaid_account a ON a.contract = c.number
        JOIN legacy_customer u ON u.id = c.customer
        JOIN legacy_person p ON p.id = u.person
        WHERE c.number BETWEEN $1 AND $2 AND ($3 = 0 OR (c.service_area = $3 AND c.zone = $4))
        ORDER BY c.number
        """;

    public const string EndedAgreements = """
        SELECT contract, since, until FROM prepaid_ended WHERE contract BETWEEN $1 AND $2 ORDER BY contract, since
        """;

    public const string ServiceEvents = """
        SELECT contract, kind, day FROM native_service_event WHERE contract BETWEEN $1 AND $2 ORDER BY contract, day
        """;

    /// <summary>$3: a day that every period of the scope begins on or after.</summary>
    public const string Tariffs = """
        SELECT contract, service_area, charge_type, tariff_kind, since, until FROM legacy_contract_tariff
        WHERE contract BETWEEN $1 AND $2 AND (until IS NULL OR until >= $3)
        ORDER BY contract, charge_type, since
        """;

    public const string Meters = """
        SELECT c.number, m.id, m.dials, m.size_mm, m.installed, m.removed
        FROM legacy_contract c JOIN legacy_meter m ON m.service_point = c.service_point
        WHERE c.number BETWEEN $1 AND $2
        ORDER BY c.number, m.installed, m.id
        """;

    /// <summary>
    /// $3, $4: the period. Those of it, and what is older, from which the last of each meter is taken. $5: how far
    /// back; a meter that nobody read for so long has no reading to start from. Where the extract has no reading of a
    /// meter and cycle, what it counted remotely is its reading: whole cubic metres of its last count; and where it
    /// was restarted in the cycle before, the count that it begins with.
    /// </summary>
    public const string Readings = """
        SELECT contract, meter, read_at, kind, origin, dials, consumption, of_period FROM (
            SELECT contract, meter, read_at, kind, origin, dials, consumption, year = $3 AND period = $4 AS of_period
            FROM legacy_reading
            WHERE contract BETWEEN $1 AND $2 AND read_at >= $5
                AND (year IS NULL OR year < $3 OR (year = $3 AND period <= $4))
            UNION ALL
            SELECT c.contract, d.meter, k.read_at, k.kind, 'TE', k.dials::integer, k.consumption::integer,
                c.cycle = $3 * 100 + $4
            FROM (
                SELECT c.*, lag(c.opening_litres + c.used_litres) OVER (
                    PARTITION BY c.contract, c.device ORDER BY c.cycle) AS closed_at_litres
                FROM (
                    SELECT contract, device, cycle, opening_at, opening_litres, used_litres, closing_at
                    FROM meter_cycle WHERE contract BETWEEN $1 AND $2
                    UNION ALL
                    SELECT contract, device, cycle, opening_at, opening_litres, used_litres, last_at
                    FROM meter_standing WHERE contract BETWEEN $1 AND $2 AND cycle > 0) c) c
            JOIN meter_device d ON d.number = c.device AND d.meter IS NOT NULL
            CROSS JOIN LATERAL (
                VALUES (c.closing_at, 'L', (c.opening_litres + c.used_litres) % d.turns_at / 1000,
                        (c.opening_litres + c.used_litres) / 1000 - c.opening_litres / 1000),
                    (CASE WHEN (c.closed_at_litres - c.opening_litres) % d.turns_at <> 0
                        THEN c.opening_at + interval '1 microsecond' END, 'I', c.opening_litres / 1000, 0)
                ) AS k (read_at, kind, dials, consumption)
            WHERE c.closing_at >= $5 AND k.read_at IS NOT NULL AND c.cycle <= $3 * 100 + $4 AND NOT EXISTS (
                SELECT FROM legacy_reading r WHERE r.contract = c.contract AND r.meter = d.meter
                    AND r.year = c.cycle / 100 AND r.period = c.cycle % 100)) r
        ORDER BY contract, read_at, kind = 'I' DESC, kind
        """;

    /// <summary>
    /// $3 to $5: bill dates by service area and zone. What payments of an earlier date left of it is overdue.
    /// </summary>
    public const string Debts = """
        SELECT i.contract,
            sum(i.amount - y.before) FILTER (WHERE i.due < d.day AND i.amount > y.before)::bigint,
            sum(i.amount) FILTER (WHERE i.due < d.day)::bigint,
            sum(i.amount - y.before) FILTER (WHERE i.amount > y.before)::bigint,
            sum(i.amount - y.ever) FILTER (WHERE i.due < d.day AND i.amount > y.ever)::bigint
        FROM legacy_contract c
        JOIN unnest($3::smallint[], $4::varchar[], $5::date[]) d (area, zone, day)
            ON d.area = c.service_area AND d.zone = c.zone
        JOIN legacy_invoice i ON i.contract = c.number AND i.state = 2 AND i.amount > 0 AND i.issued < d.day
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(p.amount) FILTER (WHERE p.paid < d.day), 0) AS before,
                coalesce(sum(p.amount), 0) AS ever
            FROM legacy_payment p WHERE p.contract = i.contract AND p.invoice = i.id) y
        WHERE c.number BETWEEN $1 AND $2
        GROUP BY i.contract ORDER BY i.contract
        """;

    /// <summary>The rounding remainders a contract ever had.</summary>
    public const string Carried = """
        SELECT contract, since, value FROM legacy_contract_variable
        WHERE kind = 102 AND contract BETWEEN $1 AND $2 ORDER BY contract, since
        """;

    /// <summary>
    /// $3 to $5: as of <see cref="Debts"/>. Of groups that are cut over, for bill dates after the former system's last:
    /// what native documents leave overdue, and the remainder of the last native invoice. What the former system was
    /// paid settles opening balances whatever its date; what is disputed is not overdue.
    /// </summary>
    public const string Native = """
        SELECT c.number,
            (SELECT coalesce(sum(d.total - s.settled), 0)::bigint
             FROM billing_document d
             JOIN billing_document_type t ON t.code = d.type AND t.sign = 1
             JOIN billing_chunk k ON k.run = d.run AND k.number = d.chunk AND k.state = 'posted'
             CROSS JOIN LATERAL (
                SELECT coalesce(sum(p.amount), 0) AS settled FROM receivable_settlement p
                WHERE p.contract = d.contract AND p.cycle = d.cycle AND p.type = d.type AND p.ordinal = d.ordinal
                  AND (p.settled_on < w.day OR p.source LIKE 'opening/%')) s
             WHERE d.contract = c.number AND d.issued < w.day AND d.due < w.day AND NOT EXISTS (
                SELECT 1 FROM billing_dispute x WHERE x.contract = d.contract AND x.cycle = d.cycle AND d.type = 1
                  AND x.opened_at::date < w.day AND (x.resolved_at IS NULL OR x.resolved_at::date >= w.day))),
            (SELECT d.carried FROM billing_document d WHERE d.contract = c.number AND d.type = 1 AND d.issued < w.day
             ORDER BY d.cycle DESC LIMIT 1)
        FROM cutover_group g
        JOIN unnest($3::smallint[], $4::varchar[], $5::date[]) w (area, zone, day)
            ON w.area = g.service_area AND w.zone = g.zone
        JOIN legacy_contract c ON c.service_area = g.service_area AND c.zone = g.zone
        WHERE g.state = 'cut-over' AND c.number BETWEEN $1 AND $2 AND NOT EXISTS (
            SELECT 1 FROM legacy_billing_run r WHERE r.service_area = g.service_area AND r.zone = g.zone
                AND NOT r.simulated AND r.issued >= w.day)
        ORDER BY c.number
        """;

    public const string Quarantined = """
        SELECT contract, file, line, reason FROM import_quarantine
        WHERE contract BETWEEN $1 AND $2 ORDER BY contract, file, line
        """;

    /// <summary>$1: year, $2: period, $3: service area or 0, $4: zone.</summary>
    public const string Groups = """
        SELECT z.service_area, z.id, f.periods, a.days_to_pay,
            (SELECT max(r.issued) FROM legacy_billing_run r
             WHERE r.service_area = z.service_area AND r.zone = z.id AND r.year = $1 AND r.period = $2
                AND NOT r.simulated),
            (SELECT coalesce(array_agg(r.id ORDER BY r.id), '{}') FROM legacy_billing_run r
             WHERE r.service_area = z.service_area AND r.zone = z.id AND r.year = $1 AND r.period = $2
                AND NOT r.simulated)
        FROM legacy_zone z
        JOIN legacy_service_area a ON a.id = z.service_area
        JOIN legacy_frequency f ON f.id = z.frequency
        WHERE $3 = 0 OR (z.service_area = $3 AND z.id = $4)
        ORDER BY z.service_area, z.id
        """;

    /// <summary>$1: service area or 0, $2: zone, $3: contracts in a range.</summary>
    public const string Ranges = """
        SELECT min(number), max(number), count(*) FROM (
            SELECT number, (row_number() OVER (ORDER BY number) - 1) / $3 AS range FROM legacy_contract
            WHERE $1 = 0 OR (service_area = $1 AND zone = $2)) numbered
        GROUP BY range ORDER BY 1
        """;
}
