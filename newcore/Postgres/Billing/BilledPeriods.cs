using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>What contracts of a chunk were invoiced for already, as far as it meets the days now billed.</summary>
internal sealed class BilledPeriods
{
    private const string Sql = """
        SELECT contract, cycle, from_day, to_day FROM billing_document
        WHERE contract BETWEEN $1 AND $2 AND type = $3 AND (cycle = $4 OR (from_day <= $6 AND to_day >= $5))
        """;

    private static readonly List<BilledPeriod> None = [];
    private readonly Dictionary<int, List<BilledPeriod>> _periods = [];

    public IReadOnlyList<BilledPeriod> Of(int contract) => _periods.GetValueOrDefault(contract, None);

    /// <param name="from">The first day that any bill of the run may charge.</param>
    public static async Task<BilledPeriods> ReadAsync(
        Database database, ContractRange contracts, BillingCycle cycle, DateOnly from, DateOnly to,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        command.AddValue(contracts.First);
        command.AddValue(contracts.Last);
        command.AddValue(DocumentType.Invoice);
        command.AddValue(CycleNumber.Of(cycle));
        command.AddValue(from);
        command.AddValue(to);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        BilledPeriods periods = new();
        while (await reader.ReadAsync(cancellation))
        {
            int contract = reader.GetInt32(0);
            if (!periods._periods.TryGetValue(contract, out List<BilledPeriod>? list))
            {
                periods._periods[contract] = list = [];
            }

            list.Add(new BilledPeriod(
                CycleNumber.Read(reader.GetInt32(1)), reader.GetFieldValue<DateOnly>(2),
                reader.GetFieldValue<DateOnly>(3)));
        }

        return periods;
    }
}
