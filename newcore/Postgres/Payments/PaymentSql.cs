namespace Strangler.Postgres.Payments;

/// <summary>The statements about native payments.</summary>
internal static class PaymentSql
{
    public const string Channel = "strangler_payments";

    /// <summary>
    /// Of each payment (contract, name, ticket), in their order: whether it was taken (by name or ticket), whether the
    /// reference is cancelled, whether the contract is on hold, where the group stands, and whether it is prepaid.
    /// </summary>
    public const string Known = """
        SELECT t.*, (SELECT dry_run FROM cutover_setting), c.*,
            EXISTS (SELECT FROM prepaid_account a WHERE a.contract = w.contract)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS w (contract, write, ticket, place)
        CROSS JOIN LATERAL (
            SELECT EXISTS (SELECT FROM native_payment p WHERE p.contract = w.contract AND (p.write = w.write
                    OR (p.ticket = w.ticket AND p.reversed_at IS NULL))),
                EXISTS (SELECT FROM native_reference_cancelled WHERE contract = w.contract),
                EXISTS (SELECT FROM payment_hold WHERE contract = w.contract) OFFSET 0) AS t
        LEFT JOIN LATERAL (
            SELECT c.service_area, c.zone, g.state FROM legacy_contract c
            LEFT JOIN cutover_group g ON g.service_area = c.service_area AND g.zone = c.zone
            WHERE c.number = w.contract OFFSET 0) AS c ON true
        ORDER BY w.place
        """;

    /// <summary>
    /// Imported invoices of contracts with something left, in the order of the debt book. Of a group that was brought
    /// over, the opening document says what is left, and is named; a disputed one is asked of nobody.
    /// </summary>
    public const string Owed = """
        SELECT l.* FROM unnest($1) AS w (contract) CROSS JOIN LATERAL (
            SELECT * FROM (
                SELECT i.id, w.contract, CASE WHEN d.contract IS NULL
                        THEN i.amount - coalesce(y.paid, 0) - coalesce(n.paid, 0) ELSE coalesce(o.open, 0) END AS owed,
                    d.cycle, d.type, d.ordinal, i.issued
                FROM legacy_invoice i
                LEFT JOIN (
                    SELECT invoice, sum(amount)::bigint AS paid FROM legacy_payment
                    WHERE contract = w.contract GROUP BY invoice) y ON y.invoice = i.id
                LEFT JOIN (
                    SELECT p.invoice, sum(p.amount)::bigint AS paid
                    FROM native_payment_part p
                    JOIN native_payment m ON m.contract = p.contract AND m.id = p.payment
                    WHERE p.contract = w.contract AND m.reversed_at IS NULL GROUP BY p.invoice) n ON n.invoice = i.id
                LEFT JOIN (
                    SELECT d.* FROM cutover_document d
                    JOIN legacy_contract c ON c.number = d.contract
                    JOIN cutover_group g ON g.service_area = c.service_area AND g.zone = c.zone
                    WHERE d.contract = w.contract AND g.state <> 'rolled-back') d ON d.legacy_invoice = i.id
                LEFT JOIN receivable_open o ON o.contract = d.contract AND o.cycle = d.cycle AND o.type = d.type
                    AND o.ordinal = d.ordinal AND o.status <> 5
                WHERE i.contract = w.contract) left_over
            WHERE owed > 0 ORDER BY issued, id) AS l
        """;

    /// <summary>Payments of contracts, each named once, and what they settle of imported invoices.</summary>
    public const string Add = """
        WITH taken AS (
            INSERT INTO native_payment (contract, write, ticket, channel, form, amount, credit, paid, held, taken_at)
            SELECT p.*, $9 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $13) AS p RETURNING contract, id)
        INSERT INTO native_payment_part (contract, payment, invoice, amount)
        SELECT t.contract, t.id, p.invoice, p.amount
        FROM unnest($10, $11, $12) AS p (contract, invoice, amount) JOIN taken t ON t.contract = p.contract
        """;

    /// <summary>The last of a contract that was taken on day $2, and not taken back.</summary>
    public const string LastOfDay = """
        SELECT id, write, amount, credit, channel, form, paid, held FROM native_payment
        WHERE contract = $1 AND reversed_at IS NULL AND (taken_at AT TIME ZONE 'America/Mexico_City')::date = $2
        ORDER BY id DESC LIMIT 1
        """;

    /// <summary>The one of a contract by its name, if it was not taken back.</summary>
    public const string Named = """
        SELECT id, write, amount, credit, channel, form, paid, held FROM native_payment
        WHERE contract = $1 AND reversed_at IS NULL AND write = $2
        """;

    /// <summary>$2 the payment, $3 when, $4 the write that does it, $5 why.</summary>
    public const string TakeBack = """
        UPDATE native_payment SET reversed_at = $3, reversed_by = $4, reversed_why = $5
        WHERE contract = $1 AND id = $2
        """;

    public const string IsTakenBack =
        "SELECT EXISTS (SELECT FROM native_payment WHERE contract = $1 AND reversed_by = $2)";

    public const string Tell = $"SELECT pg_notify('{Channel}', $1)";

    /// <summary>Who is not as imported, after contract $1, in pages of $2.</summary>
    public const string Changed = """
        SELECT contract FROM (
            SELECT contract FROM native_payment UNION SELECT contract FROM native_reference_cancelled) c
        WHERE contract > $1 ORDER BY contract LIMIT $2
        """;

    /// <summary>
    /// Of contracts that are not as imported: what the ledger holds, whether the reference is cancelled, and what was
    /// settled of which imported invoices; all of one moment.
    /// </summary>
    public const string Contracts = """
        SELECT c.contract, coalesce(s.blocked, 0), coalesce(s.to_offset, 0), coalesce(s.available, 0), r.cancelled,
            coalesce(i.invoices, '{}'), coalesce(i.amounts, '{}')
        FROM unnest($1::integer[]) AS c (contract)
        CROSS JOIN LATERAL (
            SELECT EXISTS (SELECT FROM native_reference_cancelled WHERE contract = c.contract) AS cancelled) r
        LEFT JOIN LATERAL (
            SELECT blocked, to_offset, available FROM ledger_stream WHERE contract = c.contract LIMIT 1) s ON true
        CROSS JOIN LATERAL (
            SELECT array_agg(invoice) AS invoices, array_agg(amount) AS amounts FROM (
                SELECT p.invoice, sum(p.amount)::bigint AS amount
                FROM native_payment_part p JOIN native_payment m ON m.contract = p.contract AND m.id = p.payment
                WHERE p.contract = c.contract AND m.reversed_at IS NULL GROUP BY p.invoice) one) i
        WHERE r.cancelled OR EXISTS (SELECT FROM native_payment WHERE contract = c.contract)
        """;

    /// <summary>
    /// For the rest of a transaction: statements over a few contracts go by keys whatever the contracts are, and
    /// planning
    /// them each time takes longer than all else.
    /// </summary>
    public const string PlanOnce = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)";
}
