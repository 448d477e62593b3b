using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>What of a contract decides on a payment, and the payment, as rows.</summary>
internal static class PaymentRows
{
    /// <summary>Locks the contract, and reads all that decides.</summary>
    /// <param name="rehearsal">It moves no money, so the group need not be cut over.</param>
    public static async Task<PaymentStanding> ReadAsync(
        NpgsqlConnection connection, NewPayment payment, bool rehearsal, CancellationToken cancellation)
    {
        ContractNumber contract = payment.Contract;
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                ContractLock.Taking(contract),
                new NpgsqlBatchCommand(PaymentSql.Known)
                {
                    Parameters = { Value(contract.Value), Value(payment.Write), Optional(payment.Ticket) },
                },
                new NpgsqlBatchCommand(PaymentSql.Owed) { Parameters = { Value(contract.Value) } },
                OpenDocuments.Reading(contract),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        PaymentOutcome? decided = Decide(reader, rehearsal);
        await reader.NextResultAsync(cancellation);
        List<OwedInvoice> owed = await OwedAsync(reader, contract, cancellation);
        await reader.NextResultAsync(cancellation);
        return new PaymentStanding(decided, owed, await OpenDocuments.ReadAsync(reader, contract, cancellation));
    }

    /// <summary>The payment, what it settled, and the announcement.</summary>
    /// <param name="source">The key of the ledger's entry.</param>
    /// <param name="announcement">Of <see cref="PaidSinceFeed.Announce"/>.</param>
    public static async Task AddAsync(
        NpgsqlConnection connection, NewPayment payment, PaymentSplit split, DateTimeOffset now, DateOnly today,
        string source, string announcement, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Adding(payment, split, now) } };
        foreach ((DocumentKey document, Money amount) in split.ByDocument)
        {
            batch.BatchCommands.Add(OpenDocuments.Settling(document, amount, today, source));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(PaymentSql.Tell) { Parameters = { Value(announcement) } });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null where it is to be taken.</summary>
    private static PaymentOutcome? Decide(NpgsqlDataReader known, bool rehearsal) =>
        known.GetBoolean(0) ? new PaymentOutcome.Repeated()
        : !rehearsal && WhyNot(known) is { } why ? new PaymentOutcome.NotCutOver(why)
        : known.GetBoolean(1) ? new PaymentOutcome.ReferenceCancelled()
        : null;

    private static async Task<List<OwedInvoice>> OwedAsync(
        NpgsqlDataReader reader, ContractNumber contract, CancellationToken cancellation)
    {
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

    private static NpgsqlBatchCommand Adding(NewPayment payment, PaymentSplit split, DateTimeOffset now) =>
        new(PaymentSql.Add)
        {
            Parameters =
            {
                Value(payment.Contract.Value), Value(payment.Write), Optional(payment.Ticket),
                Value(payment.Method.Channel.ToString()), Value(payment.Method.Form), Value(split.Amount.Centavos),
                Value(split.Credit.Centavos), Value(payment.Paid), Value(now),
                Value(split.Invoices.Select(one => one.Id).ToArray()),
                Value(split.Invoices.Select(one => one.Amount.Centavos).ToArray()),
            },
        };

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

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Optional(string? text) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };
}
