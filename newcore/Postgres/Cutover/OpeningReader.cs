using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>What a batch of contracts has on both sides. Its contracts are locked.</summary>
internal sealed class OpeningReader(NpgsqlConnection connection, int[] contracts)
{
    /// <summary>
    /// Every invoice and every payment, whatever its state and date: as the former system's debt queries have them.
    /// </summary>
    private const string DebtsSql = """
        SELECT i.contract, i.id, i.number, r.year, r.period, i.issued, i.due, i.amount, i.tax, y.paid
        FROM unnest($1) AS wanted (contract)
        JOIN legacy_invoice i ON i.contract = wanted.contract
        JOIN legacy_billing_run r ON r.id = i.billing_run
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(p.amount), 0)::bigint AS paid FROM legacy_payment p
            WHERE p.contract = i.contract AND p.invoice = i.id) y
        ORDER BY i.contract, i.due, i.id
        """;

    private const string BeforeSql = """
        SELECT d.contract, d.legacy_invoice, d.cycle, d.type, d.ordinal, coalesce(o.open, 0)
        FROM unnest($1) AS wanted (contract)
        JOIN cutover_document d ON d.contract = wanted.contract
        LEFT JOIN LATERAL (
            SELECT open FROM receivable_open r WHERE r.contract = d.contract AND r.cycle = d.cycle
                AND r.type = d.type AND r.ordinal = d.ordinal) o ON true
        """;

    private const string CreditSql =
        "SELECT contract, credit FROM cutover_contract WHERE contract = ANY ($1)";

    public async Task<ILookup<int, LegacyDebt>> DebtsAsync(CancellationToken cancellation) => (await ReadAsync(
        DebtsSql,
        row => new LegacyDebt(
            new ContractNumber(row.GetInt32(0)), row.GetInt32(1), row.GetString(2),
            new BillingCycle(row.GetInt16(3), (byte)row.GetInt16(4)), row.GetFieldValue<DateOnly>(5),
            row.GetFieldValue<DateOnly>(6), new Money(row.GetInt64(7)), new Money(row.GetInt64(8)),
            new Money(row.GetInt64(9))),
        cancellation)).ToLookup(debt => debt.Contract.Value);

    public async Task<ILookup<int, BroughtOver>> BeforeAsync(CancellationToken cancellation) => (await ReadAsync(
        BeforeSql,
        row => new BroughtOver(
            row.GetInt32(1),
            new DocumentKey(
                new ContractNumber(row.GetInt32(0)), CycleNumber.Read(row.GetInt32(2)), row.GetInt16(3),
                row.GetInt16(4)),
            new Money(row.GetInt64(5))),
        cancellation)).ToLookup(one => one.Document.Contract.Value);

    public async Task<Dictionary<int, Money>> CreditsAsync(CancellationToken cancellation) => (await ReadAsync(
        CreditSql, row => (Contract: row.GetInt32(0), Credit: new Money(row.GetInt64(1))), cancellation))
        .ToDictionary(one => one.Contract, one => one.Credit);

    private async Task<List<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = CutoverDesk.QuerySeconds };
        command.AddValue(contracts);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
