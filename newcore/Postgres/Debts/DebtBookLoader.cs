using System.Data;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Debts;

/// <summary>Reads a <see cref="DebtBook"/> from the imported tables, as they were at one moment.</summary>
public sealed class DebtBookLoader(Database database)
{
    /// <summary>For each query; 400,000 contracts take some seconds.</summary>
    private const int QuerySeconds = 300;

    private const string Contracts = """
        SELECT c.number, c.service_area, c.zone, a.name, c.customer, p.name, p.surname, p.tax_id, c.collection_blocked
        FROM legacy_contract c
        JOIN legacy_service_area a ON a.id = c.service_area
        JOIN legacy_customer u ON u.id = c.customer
        JOIN legacy_person p ON p.id = u.person
        ORDER BY c.number
        """;

    /// <summary>Every payment counts as made, whatever its date: that is how legacy's own extract is read.</summary>
    private const string Invoices = """
        SELECT i.contract, i.id, i.number, r.year, r.period, i.issued, i.due, i.amount, i.tax,
               greatest(i.amount - coalesce(y.paid, 0), 0) AS owed
        FROM legacy_invoice i
        JOIN legacy_billing_run r ON r.id = i.billing_run
        LEFT JOIN (
            SELECT contract, invoice, sum(amount)::bigint AS paid FROM legacy_payment GROUP BY contract, invoice) y
            ON y.contract = i.contract AND y.invoice = i.id
        """;

    /// <summary>What rows of these were not taken in would change what a contract is said to owe.</summary>
    private const string Withheld = """
        SELECT DISTINCT contract FROM import_quarantine
        WHERE contract IS NOT NULL AND imported_table IN ('contract', 'invoice', 'payment')
        """;

    /// <exception cref="NpgsqlException">The database cannot be reached or was not migrated.</exception>
    public async Task<DebtBook> LoadAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction moment =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await ExecuteAsync(connection, "SET TRANSACTION READ ONLY; SET LOCAL jit = off", cancellation);
        long version = await NumberAsync(connection, "SELECT version FROM import_state", cancellation);
        DebtBookBuilder builder = new(
            (int)await NumberAsync(connection, "SELECT count(*) FROM legacy_contract", cancellation),
            (int)await NumberAsync(connection, "SELECT count(*) FROM legacy_invoice", cancellation));
        await EachAsync(connection, Contracts, row => builder.AddContract(AccountIn(row)), cancellation);
        await EachAsync(connection, Invoices, row => AddInvoice(builder, row), cancellation);
        await EachAsync(
            connection, Withheld, row => builder.Withhold(new ContractNumber(row.GetInt32(0))), cancellation);
        return builder.Build(version);
    }

    private static DebtAccount AccountIn(NpgsqlDataReader row) => new(
        new ContractNumber(row.GetInt32(0)), new BillingGroup(row.GetInt16(1), row.GetString(2)), row.GetString(3),
        row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetBoolean(8), []);

    private static void AddInvoice(DebtBookBuilder builder, NpgsqlDataReader row)
    {
        Money owed = new(row.GetInt64(9));
        OpenInvoice invoice = new(
            row.GetInt32(1), row.GetString(2), row.GetInt16(3), (byte)row.GetInt16(4),
            row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6), new Money(row.GetInt64(7)),
            new Money(row.GetInt64(8)), owed);
        builder.AddInvoice(new ContractNumber(row.GetInt32(0)), invoice, owed);
    }

    private static async Task EachAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlDataReader> take, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = QuerySeconds };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }
    }

    private static async Task<long> NumberAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = QuerySeconds };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
