using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>Rows of <see cref="InvoiceSql"/>.</summary>
internal static class InvoiceRows
{
    public static InvoiceRecord Invoice(NpgsqlDataReader row)
    {
        Money owed = new(row.GetInt64(10));
        InvoiceCollection? collected = owed > Money.Zero || row.IsDBNull(12)
            ? null
            : new InvoiceCollection(row.GetString(12)[0], row.GetFieldValue<DateOnly>(13));
        return new InvoiceRecord(
            row.GetInt32(1), row.GetString(2), new ContractNumber(row.GetInt32(0)), row.GetInt16(3),
            new BillingCycle(row.GetInt16(4), (byte)row.GetInt16(5)), row.GetFieldValue<DateOnly>(6),
            row.GetFieldValue<DateOnly>(7), new Money(row.GetInt64(8)), new Money(row.GetInt64(9)), owed,
            row.GetInt64(11), collected);
    }

    public static (int Invoice, InvoiceLine Line) Line(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new InvoiceLine(
            row.GetInt16(1), row.OptionalText(2), row.GetInt32(3), row.GetFieldValue<DateOnly>(4), row.GetDecimal(5),
            new Money(row.GetInt64(6)), row.GetDecimal(7)));

    public static InvoiceReading Reading(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2)[0], row.GetInt32(3), row.GetInt32(4));
}
