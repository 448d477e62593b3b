using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments;

/// <summary>What of a contract decides on a payment, and the payment, as rows.</summary>
internal static class PaymentRows
{
    /// <summary>Null where it is to be taken.</summary>
    /// <param name="rehearsal">It moves no money, so the group need not be cut over.</param>
    public static async Task<PaymentOutcome?> DecideAsync(
        NpgsqlConnection connection, NewPayment payment, bool rehearsal, CancellationToken cancellation)
    {
        await using NpgsqlCommand known = new(PaymentSql.Known, connection);
        known.AddValue(payment.Contract.Value);
        known.AddValue(payment.Write);
        known.Parameters.Add(Optional(payment.Ticket));
        await using NpgsqlDataReader reader = await known.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetBoolean(0) ? new PaymentOutcome.Repeated()
            : !rehearsal && WhyNot(reader) is { } why ? new PaymentOutcome.NotCutOver(why)
            : reader.GetBoolean(1) ? new PaymentOutcome.ReferenceCancelled()
            : null;
    }

    public static async Task<List<OwedInvoice>> OwedAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Owed, connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<OwedInvoice> owed = [];
        while (await reader.ReadAsync(cancellation))
        {
            DocumentKey? document = reader.IsDBNull(3) ? null
                : new DocumentKey(
                    contract, CycleNumber.Read(reader.GetInt32(3)), reader.GetInt16(4), reader.GetInt16(5));
            owed.Add(new OwedInvoice(reader.GetInt32(0), new Money(reader.GetInt64(2)), document));
        }

        return owed;
    }

    public static async Task AddAsync(
        NpgsqlConnection connection, NewPayment payment, PaymentSplit split, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Add, connection);
        command.AddValue(payment.Contract.Value);
        command.AddValue(payment.Write);
        command.Parameters.Add(Optional(payment.Ticket));
        command.AddValue(payment.Method.Channel.ToString());
        command.AddValue(payment.Method.Form);
        command.AddValue(split.Amount.Centavos);
        command.AddValue(split.Credit.Centavos);
        command.AddValue(payment.Paid);
        command.AddValue(now);
        command.AddValue(split.Invoices.Select(one => one.Id).ToArray());
        command.AddValue(split.Invoices.Select(one => one.Amount.Centavos).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Routes are refused before (RouteDesk); this also holds where a route became wider since.</summary>
    private static string? WhyNot(NpgsqlDataReader row)
    {
        if (row.GetBoolean(2))
        {
            return null;
        }

        return row.IsDBNull(3)
            ? "The contract has no billing group."
            : CutoverGate.WhyNotNative(
                new BillingGroup(row.GetInt16(3), row.GetString(4)),
                row.IsDBNull(5) ? null : CutoverRows.Read(row.GetString(5)));
    }

    private static NpgsqlParameter Optional(string? text) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };
}
