namespace Strangler.Postgres.Billing;

/// <summary>
/// Legacy's invoices of some billing runs; $1 and $2 are the first and the last contract, $3 the runs.
/// </summary>
internal static class LegacyBillQueries
{
    /// <summary>State 2 is issued: others were never sent, or taken back.</summary>
    public const string Invoices = """
        SELECT contract, id, number, amount, tax FROM legacy_invoice
        WHERE contract BETWEEN $1 AND $2 AND billing_run = ANY($3) AND state = 2
        ORDER BY contract, id
        """;

    public const string Lines = """
        SELECT l.contract, l.invoice, l.charge_type, l.part, l.up_to, l.meter_size, l.quantity, l.fixed_price,
            l.unit_price, l.amount, l.tax_rate
        FROM legacy_invoice_line l
        JOIN legacy_invoice i ON i.contract = l.contract AND i.id = l.invoice
        WHERE l.contract BETWEEN $1 AND $2 AND i.contract BETWEEN $1 AND $2 AND i.billing_run = ANY($3) AND i.state = 2
        ORDER BY l.contract, l.invoice, l.line
        """;
}
