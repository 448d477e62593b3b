namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Kept facts <c>f</c> as money that a statement has to show.</summary>
internal static class FactMoneySql
{
    public const string IsMoney =
        "f.currency = 'MXN' AND f.kind NOT IN ('failed', 'expired') AND f.state <> 'closed'";

    /// <summary>Below zero where a payment was taken back.</summary>
    public const string Amount = "CASE WHEN f.kind IN ('paid', 'chargeback-won') THEN f.amount ELSE -f.amount END";
}
