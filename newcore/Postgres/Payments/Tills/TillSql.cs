namespace Strangler.Postgres.Payments.Tills;

/// <summary>The statements about tills.</summary>
internal static class TillSql
{
    public const string Open = """
        INSERT INTO payment_till (till, cashier, opening_float, opened_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING RETURNING session
        """;

    /// <summary>Whoever holds it takes, counts or closes alone.</summary>
    public const string Lock = "SELECT session FROM payment_till WHERE till = $1 AND closed_at IS NULL FOR UPDATE";

    public const string Find = """
        SELECT reference, amount::bigint, form, voided_at IS NOT NULL FROM payment_till_receipt
        WHERE session = $1 AND receipt = $2
        """;

    public const string Add = """
        INSERT INTO payment_till_receipt (session, receipt, reference, amount, form, taken_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """;

    public const string Void =
        "UPDATE payment_till_receipt SET voided_at = $3 WHERE session = $1 AND receipt = $2 AND voided_at IS NULL";

    public const string Report = """
        SELECT t.session, t.till, t.cashier, t.opened_at, t.closed_at, t.opening_float::bigint,
            count(r.receipt)::integer, count(r.voided_at)::integer,
            coalesce(sum(r.amount) FILTER (WHERE r.form = 1 AND r.voided_at IS NULL), 0)::bigint,
            coalesce(sum(r.amount) FILTER (WHERE r.form = 4 AND r.voided_at IS NULL), 0)::bigint, t.counted::bigint
        FROM payment_till t LEFT JOIN payment_till_receipt r ON r.session = t.session
        WHERE ($1 IS NULL OR t.till = $1) AND ($2 IS NULL OR t.session = $2)
        GROUP BY t.session ORDER BY t.session DESC LIMIT $3
        """;

    public const string Count = """
        INSERT INTO payment_till_count (session, position, counted, expected, who, counted_at)
        SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5 FROM payment_till_count WHERE session = $1
        """;

    public const string Close = """
        UPDATE payment_till SET closed_at = $2, closed_by = $3, expected = $4, counted = $5 WHERE session = $1
        """;
}
