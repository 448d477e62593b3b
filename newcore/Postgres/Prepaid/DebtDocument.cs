using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Prepaid;

/// <summary>What an agreement left unpaid, as a document: its segments have posted it, so it has no lines.</summary>
internal static class DebtDocument
{
    private const string Prefix = "P";

    /// <summary>The caller holds the contract's lock.</summary>
    public static async Task<DocumentKey> NextAsync(
        NpgsqlConnection connection, ContractNumber contract, DateOnly day, CancellationToken cancellation)
    {
        DocumentKey key = new(
            contract, new BillingCycle((short)day.Year, (byte)day.Month), DocumentType.PrepaidDebt, 0);
        return key with { Ordinal = await SingleDocuments.NextOrdinalAsync(connection, key, cancellation) };
    }

    public static async Task AddAsync(
        NpgsqlConnection connection, DocumentKey key, Money debt, DateOnly day, DateOnly issued, DateOnly due,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand area = new(
            "SELECT service_area FROM legacy_contract WHERE number = $1", connection);
        area.AddValue(key.Contract.Value);
        short serviceArea = await area.ExecuteScalarAsync(cancellation) as short? ?? 0;
        await SingleDocuments.AddAsync(
            connection,
            new SingleDocument(
                key, Prefix, serviceArea, new CycleDates(day, day, issued, due), 0, Money.Zero, debt, null, [], 0),
            cancellation);
    }
}
