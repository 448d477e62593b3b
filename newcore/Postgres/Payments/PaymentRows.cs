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
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>What of contracts decides on payments, and the payments, as rows. No two are of one contract.</summary>
internal static class PaymentRows
{
    /// <summary>Takes the contracts' locks, and reads all that decides.</summary>
    /// <param name="rehearsal">It moves no money, so the groups need not be cut over.</param>
    /// <param name="wait">Whether to wait for a lock; else a payment whose contract somebody holds has no
    /// standing.</param>
    /// <returns>Where each stands, in their order; null where the lock is somebody else's.</returns>
    public static async Task<PaymentStanding?[]> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<NewPayment> payments, bool rehearsal, bool wait,
        CancellationToken cancellation)
    {
        int[] contracts = [.. payments.Select(payment => payment.Contract.Value)];
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(PaymentSql.PlanOnce) },
        };
        if (wait)
        {
            batch.BatchCommands.Add(ContractLock.Taking(payments.Single().Contract));
        }

        // Whoever has waited holds it, and takes it once more.
        batch.BatchCommands.Add(ContractLock.TryTaking(contracts));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PaymentSql.Known)
            .With(contracts, NpgsqlDbType.Integer)
            .With([.. payments.Select(payment => payment.Write)], NpgsqlDbType.Text)
            .With([.. payments.Select(payment => payment.Ticket)], NpgsqlDbType.Text));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PaymentSql.Owed).With(contracts, NpgsqlDbType.Integer));
        batch.BatchCommands.Add(OpenDocuments.Reading(contracts));
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        if (wait)
        {
            await reader.NextResultAsync(cancellation);
        }

        HashSet<int> held = [];
        while (await reader.ReadAsync(cancellation))
        {
            held.Add(reader.GetInt32(0));
        }

        List<(PaymentOutcome? Outcome, bool OnHold, bool Prepaid)> decided = [];
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            decided.Add(
                (Decide(payments[decided.Count], reader, rehearsal), reader.GetBoolean(2), reader.GetBoolean(7)));
        }

        await reader.NextResultAsync(cancellation);
        ILookup<int, OwedInvoice> owed = (await OwedAsync(reader, cancellation))
            .ToLookup(one => one.Contract, one => one.Invoice);
        await reader.NextResultAsync(cancellation);
        ILookup<int, OpenAmount> documents = (await OpenDocuments.ReadAsync(reader, cancellation))
            .ToLookup(one => one.Document.Contract.Value);
        return
        [
            .. contracts.Select((contract, at) => !held.Contains(contract) ? null
                : new PaymentStanding(
                    decided[at].Outcome, [.. owed[contract]], [.. documents[contract]], decided[at].OnHold)
                {
                    IsPrepaid = decided[at].Prepaid,
                }),
        ];
    }

    /// <summary>The payments, what they settled, and the announcements.</summary>
    /// <param name="announcements">Of <see cref="PaidSinceFeed.Announce"/>.</param>
    public static async Task AddAsync(
        NpgsqlConnection connection, IReadOnlyList<(NewPayment Payment, PaymentSplit Split)> taken,
        DateTimeOffset now, DateOnly today, IEnumerable<string> announcements, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Adding(taken, now) } };
        (DocumentKey, Money, string)[] documents =
        [
            .. from one in taken
               from part in one.Split.ByDocument
               select (part.Document, part.Amount, PaymentDesk.KeyOf(one.Payment.Write)),
        ];
        if (documents.Length > 0)
        {
            batch.BatchCommands.Add(OpenDocuments.Settling(documents, today));
        }

        foreach (string announcement in announcements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(PaymentSql.Tell).With(announcement));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null where it is to be taken.</summary>
    private static PaymentOutcome? Decide(NewPayment payment, NpgsqlDataReader known, bool rehearsal) =>
        known.GetBoolean(0) ? new PaymentOutcome.Repeated()
        : !rehearsal && WhyNot(known) is { } why ? new PaymentOutcome.NotCutOver(why)
        : known.GetBoolean(1) && !payment.IsHere ? new PaymentOutcome.ReferenceCancelled()
        : null;

    private static async Task<List<(int Contract, OwedInvoice Invoice)>> OwedAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<(int, OwedInvoice)> owed = [];
        while (await reader.ReadAsync(cancellation))
        {
            int contract = reader.GetInt32(1);
            DocumentKey? document = reader.IsDBNull(3) ? null
                : new DocumentKey(
                    new ContractNumber(contract), CycleNumber.Read(reader.GetInt32(3)), reader.GetInt16(4),
                    reader.GetInt16(5));
            owed.Add((contract, new OwedInvoice(reader.GetInt32(0), new Money(reader.GetInt64(2)), document)));
        }

        return owed;
    }

    private static NpgsqlBatchCommand Adding(
        IReadOnlyList<(NewPayment Payment, PaymentSplit Split)> taken, DateTimeOffset now)
    {
        (int Contract, OwedInvoice Invoice)[] parts =
        [
            .. from one in taken
               from invoice in one.Split.Invoices
               select (one.Payment.Contract.Value, invoice),
        ];
        return new NpgsqlBatchCommand(PaymentSql.Add)
            .With([.. taken.Select(one => one.Payment.Contract.Value)], NpgsqlDbType.Integer)
            .With([.. taken.Select(one => one.Payment.Write)], NpgsqlDbType.Text)
            .With([.. taken.Select(one => one.Payment.Ticket)], NpgsqlDbType.Text)
            .With([.. taken.Select(one => one.Payment.Method.Channel.ToString())], NpgsqlDbType.Text)
            .With([.. taken.Select(one => one.Payment.Method.Form)], NpgsqlDbType.Smallint)
            .With([.. taken.Select(one => one.Split.Amount.Centavos)], NpgsqlDbType.Bigint)
            .With([.. taken.Select(one => one.Split.Credit.Centavos)], NpgsqlDbType.Bigint)
            .With([.. taken.Select(one => one.Payment.Paid)], NpgsqlDbType.Date)
            .With(now)
            .With([.. parts.Select(part => part.Contract)], NpgsqlDbType.Integer)
            .With([.. parts.Select(part => part.Invoice.Id)], NpgsqlDbType.Integer)
            .With([.. parts.Select(part => part.Invoice.Amount.Centavos)], NpgsqlDbType.Bigint)
            .With([.. taken.Select(one => one.Split.IsHeld)], NpgsqlDbType.Boolean);
    }

    /// <summary>Routes are refused before (RouteDesk); this also holds where a route became wider since.</summary>
    private static string? WhyNot(NpgsqlDataReader row)
    {
        if (row.GetBoolean(3))
        {
            return null;
        }

        return row.IsDBNull(4)
            ? "The contract has no billing group."
            : CutoverGate.WhyNotNative(
                new BillingGroup(row.GetInt16(4), row.GetString(5)),
                row.IsDBNull(6) ? null : CutoverRows.Read(row.GetString(6)));
    }
}
