namespace Strangler.Postgres.Payments.Debits;

/// <summary>The statements of a collection run.</summary>
internal static class DebitSql
{
    /// <summary>One run at a time: an arbitrary number that is ours.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(7307491021)";

    /// <summary>Debits whose payment a provider told by itself, not by a file.</summary>
    public const string Settle = """
        WITH paid AS (
            UPDATE payment_debit d SET state = 'paid' WHERE d.state = 'sent' AND EXISTS (
                SELECT FROM payment_fact f WHERE f.reference = d.reference AND f.channel = 'B' AND f.kind = 'paid'
                    AND f.state = 'applied')
            RETURNING d.id, d.attempt, d.mandate),
        told AS (
            UPDATE payment_debit_attempt a SET result = 'paid', told_at = clock_timestamp()
            FROM paid WHERE a.debit = paid.id AND a.attempt = paid.attempt)
        UPDATE payment_mandate m SET failures = 0 FROM paid WHERE m.id = paid.mandate
        """;

    /// <summary>Of mandate m: open documents, and the funds that a prepaid agreement with autopay asks for.</summary>
    private const string Collected = """
        SELECT open, due FROM receivable_open WHERE contract = m.contract AND status <> 5 AND open > 0
        UNION ALL
        SELECT requested, arrears_on FROM prepaid_account WHERE contract = m.contract AND autopay AND requested > 0
        """;

    /// <summary>Debts due until $1 of active mandates without a living debit, and no more than $2.</summary>
    public const string Due = $"""
        SELECT {KeptMandate.Columns}, o.owed, o.due FROM payment_mandate m
        CROSS JOIN LATERAL (
            SELECT sum(r.open)::bigint AS owed, min(r.due) AS due FROM ({Collected}) r
            WHERE r.due <= $1::date + coalesce(m.notice_days, $3)) o
        WHERE m.state = 'active' AND o.owed > 0
            AND NOT EXISTS (
                SELECT FROM payment_debit d WHERE d.contract = m.contract AND d.state IN ('noticed', 'sent'))
            AND NOT EXISTS (SELECT FROM payment_hold h WHERE h.contract = m.contract)
            AND NOT EXISTS (
                SELECT FROM payment_debit d WHERE d.mandate = m.id AND d.state = 'failed' AND d.due = o.due
                    AND d.amount = o.owed)
        ORDER BY m.contract LIMIT $2
        """;

    public const string Numbers =
        "SELECT array_agg(nextval('payment_reference_number')) FROM generate_series(1, $1)";

    public const string Notice = """
        WITH issued AS (
            INSERT INTO payment_reference (number, amount, last_day, issued_by)
            SELECT n.number, n.amount, n.last_day, $9
            FROM unnest($1, $5, $7) AS n (number, amount, last_day)),
        line AS (
            INSERT INTO payment_reference_line (number, position, contract, amount)
            SELECT n.number, 1, n.contract, n.amount FROM unnest($1, $4, $5) AS n (number, contract, amount))
        INSERT INTO payment_debit (reference, mandate, contract, amount, due, day, noticed_on, state)
        SELECT n.*, $10, 'noticed' FROM unnest($2, $3, $4, $5, $6, $8)
            AS n (reference, mandate, contract, amount, due, day)
        """;

    /// <summary>Noticed debits whose day has come on $1, with what is still owed.</summary>
    public const string Ready = $"""
        SELECT {KeptMandate.Columns}, d.id, d.reference, d.amount::bigint, d.attempt, coalesce(o.owed, 0)
        FROM payment_debit d JOIN payment_mandate m ON m.id = d.mandate
        CROSS JOIN LATERAL (
            SELECT sum(r.open)::bigint AS owed FROM ({Collected}) r) o
        WHERE d.state = 'noticed' AND d.day <= $1 ORDER BY d.contract LIMIT $2 FOR UPDATE OF d
        """;

    public const string Drop = "UPDATE payment_debit SET state = 'dropped' WHERE id = ANY ($1)";

    public const string AddBatch = """
        INSERT INTO payment_debit_batch (provider, day, number, made_by)
        SELECT $1, $2, coalesce(max(number), 0) + 1, $3 FROM payment_debit_batch WHERE provider = $1 AND day = $2
        RETURNING number
        """;

    public const string Send = """
        WITH sent AS (
            UPDATE payment_debit d SET state = 'sent', attempt = d.attempt + 1
            FROM unnest($4) AS s (id) WHERE d.id = s.id RETURNING d.id, d.attempt)
        INSERT INTO payment_debit_attempt (debit, attempt, provider, day, batch, position, amount)
        SELECT s.id, sent.attempt, $1, $2, $3, s.position, s.amount
        FROM unnest($4, $5) WITH ORDINALITY AS s (id, amount, position) JOIN sent ON sent.id = s.id
        """;

    /// <summary>A batch as it was made.</summary>
    public const string Batch = """
        SELECT d.reference, m.account, a.amount::bigint FROM payment_debit_attempt a
        JOIN payment_debit d ON d.id = a.debit JOIN payment_mandate m ON m.id = d.mandate
        WHERE a.provider = $1 AND a.day = $2 AND a.batch = $3 ORDER BY a.position
        """;
}
