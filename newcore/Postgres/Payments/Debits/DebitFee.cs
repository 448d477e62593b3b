using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>What a debit without funds costs: a debit note and an entry of their own, without tax.</summary>
internal static class DebitFee
{
    private const string Prefix = "D";
    private const int DaysToPay = 10;

    /// <summary>Surcharges of bills: the fee is printed as one.</summary>
    private const int Concept = 9;

    private static readonly LedgerAccount Revenue = new("revenue.returned-debit");

    /// <summary>The contract's lock is held; the same again does nothing.</summary>
    /// <param name="name">Of the attempt that came back.</param>
    /// <exception cref="InvalidOperationException">The ledger refuses: a bug.</exception>
    public static async Task ChargeAsync(
        LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract,
        string name, Money fee, DateOnly today, string who, CancellationToken cancellation)
    {
        string key = $"debit/{name}/fee";
        if (await ContractLock.IsPostedAsync(connection, contract, key, cancellation))
        {
            return;
        }

        await using NpgsqlCommand area = new(
            "SELECT service_area FROM legacy_contract WHERE number = $1", connection);
        area.AddValue(contract.Value);
        short serviceArea = await area.ExecuteScalarAsync(cancellation) as short? ?? 0;
        DocumentKey note = new(
            contract, new BillingCycle((short)today.Year, (byte)today.Month), DocumentType.DebitNote, 0);
        note = note with { Ordinal = await SingleDocuments.NextOrdinalAsync(connection, note, cancellation) };
        EntryDraft draft = new(
            contract, key, "debit-fee-charged", today, note.WithinContract, who, $"debit {name} without funds",
            [new(LedgerAccount.Receivable, fee), new(Revenue, Money.Zero - fee)]);
        if ((await ledger.AppendAsync(connection, transaction, [draft], cancellation))[0]
            is LedgerOutcome.Refused refused)
        {
            throw new InvalidOperationException($"The ledger refuses a fee: {refused.Detail}");
        }

        await SingleDocuments.AddAsync(
            connection,
            new SingleDocument(
                note, Prefix, serviceArea, new CycleDates(today, today, today, today.AddDays(DaysToPay)), 0,
                Money.Zero, fee, null, [new PostedLine(Concept, 0, fee, Money.Zero)], 0),
            cancellation);
    }
}
