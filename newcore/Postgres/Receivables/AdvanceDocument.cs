using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>The document that invoices an advance: of the month it is taken in, without lines.</summary>
internal static class AdvanceDocument
{
    public const string Prefix = "A";

    public static async Task AddAsync(
        NpgsqlConnection connection, ContractNumber contract, Money amount, DateOnly day,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand area = new(
            "SELECT service_area FROM legacy_contract WHERE number = $1", connection);
        area.AddValue(contract.Value);
        short serviceArea = await area.ExecuteScalarAsync(cancellation) as short? ?? 0;
        DocumentKey key = new(contract, new BillingCycle((short)day.Year, (byte)day.Month), DocumentType.Advance, 0);
        key = key with { Ordinal = await SingleDocuments.NextOrdinalAsync(connection, key, cancellation) };
        await SingleDocuments.AddAsync(
            connection,
            new SingleDocument(
                key, Prefix, serviceArea, new CycleDates(day, day, day, day), 0, Money.Zero, amount, null, [], 0),
            cancellation);
    }
}
