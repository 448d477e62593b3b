namespace Strangler.Postgres.Payments;

/// <summary>The statements about native payments.</summary>
internal static class PaymentSql
{
    public const string Channel = "strangler_payments";

    /// <summary>Whether it was taken (by name or ticket), and whether the reference is cancelled.</summary>
    public const string Known = """
        SELECT EXISTS (
                SELECT FROM native_payment WHERE contract = $1 AND (write = $2
                    OR (ticket = $3 AND reversed_at IS NULL))),
            EXISTS (SELECT FROM native_reference_cancelled WHERE contract = $1)
        """;

    /// <summary>Imported invoices with something left, in the order of the debt book.</summary>
    public const string Owed = """
        SELECT i.id, i.amount - coalesce(y.paid, 0) - coalesce(n.paid, 0) AS owed
        FROM legacy_invoice i
        LEFT JOIN (
            SELECT invoice, sum(amount)::bigint AS paid FROM legacy_payment WHERE contract = $1 GROUP BY invoice) y
            ON y.invoice = i.id
        LEFT JOIN (
            SELECT p.invoice, sum(p.amount)::bigint AS paid
            FROM native_payment_part p JOIN native_payment m ON m.contract = p.contract AND m.id = p.payment
            WHERE p.contract = $1 AND m.reversed_at IS NULL GROUP BY p.invoice) n ON n.invoice = i.id
        WHERE i.contract = $1 AND i.amount - coalesce(y.paid, 0) - coalesce(n.paid, 0) > 0
        ORDER BY i.issued, i.id
        """;

    public const string Add = """
        WITH taken AS (
            INSERT INTO native_payment (contract, write, ticket, channel, form, amount, credit, paid, taken_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING contract, id)
        INSERT INTO native_payment_part (contract, payment, invoice, amount)
        SELECT t.contract, t.id, p.invoice, p.amount FROM taken t, unnest($10::integer[], $11::bigint[])
            AS p (invoice, amount)
        """;

    public const string Tell = $"SELECT pg_notify('{Channel}', $1::text)";

    /// <summary>For one contract, or all where it is null: what was settled of imported invoices.</summary>
    public const string Settled = """
        SELECT p.contract, p.invoice, sum(p.amount)::bigint
        FROM native_payment_part p JOIN native_payment m ON m.contract = p.contract AND m.id = p.payment
        WHERE m.reversed_at IS NULL AND ($1::integer IS NULL OR p.contract = $1)
        GROUP BY p.contract, p.invoice
        """;

    /// <summary>For the same: who paid, what the ledger holds, and whether the reference is cancelled.</summary>
    public const string Contracts = """
        SELECT c.contract, coalesce(s.blocked, 0), coalesce(s.to_offset, 0), coalesce(s.available, 0),
            EXISTS (SELECT FROM native_reference_cancelled r WHERE r.contract = c.contract)
        FROM (
            SELECT contract FROM native_payment WHERE $1::integer IS NULL OR contract = $1
            UNION SELECT contract FROM native_reference_cancelled WHERE $1::integer IS NULL OR contract = $1) c
        LEFT JOIN ledger_stream s ON s.contract = c.contract
        """;
}
