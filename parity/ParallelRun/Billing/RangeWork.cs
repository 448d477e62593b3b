using System.Text;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.ParallelRun.Billing.Causes;
using Strangler.Postgres;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>Loads, bills and compares one range of contracts after another; one for each worker.</summary>
internal sealed class RangeWork(Database database, BillInputLoader loader, LegacyPlans plans, BinaryTariffs tariffs)
{
    public const string Source = "parallel-run";

    private readonly NativeBiller _biller = new(plans);
    private readonly BillComparer _comparer = new(plans, tariffs);

    public async Task DoAsync(
        int number, ContractRange range, PartFiles parts, DateTimeOffset now, CancellationToken cancellation)
    {
        LoadedRange loaded = await loader.LoadAsync(range, cancellation);
        StringBuilder bills = new();
        StringBuilder same = new();
        List<ComparedBill> different = [];
        Dictionary<BillingGroup, GroupTotals> groups = [];
        int billed = 0;
        for (int at = 0; at < loaded.Bills.Count; at++)
        {
            LoadedBill bill = loaded.Bills[at];
            LegacyBill[] legacy = loaded.Legacy[at];
            RatedBill? native = bill.InService && _biller.TryBill(bill) ? _biller.Bill : null;
            ComparedBill? difference = _comparer.Compare(bill, native, loaded.History[at], legacy);
            if (native is not null)
            {
                billed++;
                BillCsv.AddBill(bills, bill, native);
            }

            if (difference is not null)
            {
                different.Add(difference);
            }
            else if (native is not null)
            {
                BillCsv.AddSame(same, bill, native);
            }

            Count(groups, bill.Input.Group, native, legacy, difference is null);
        }

        await ParkAsync(range, loaded, now, cancellation);
        parts.Write(number, bills, same, different, Totals(loaded, billed, groups));
    }

    private static void Count(
        Dictionary<BillingGroup, GroupTotals> groups, BillingGroup group, RatedBill? native, LegacyBill[] legacy,
        bool same)
    {
        if (native is not null || legacy.Length > 0)
        {
            GroupTotals one = new(
                1, same ? 1 : 0, native?.Total.Centavos ?? 0, legacy.Sum(bill => bill.Total.Centavos));
            groups[group] = groups.TryGetValue(group, out GroupTotals? sum) ? sum + one : one;
        }
    }

    private async Task ParkAsync(
        ContractRange range, LoadedRange loaded, DateTimeOffset now, CancellationToken cancellation)
    {
        BillingException[] parked =
            [.. loaded.Bills.Where(bill => bill.InService && bill.Reason is not null)
                .Select(bill => bill.ToException())];
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await BillingExceptionStore.ReplaceAsync(
            connection, Source, loader.Scope, range, parked, now, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static RangeTotals Totals(
        LoadedRange loaded, int billed, Dictionary<BillingGroup, GroupTotals> groups) => new()
        {
            Contracts = loaded.Bills.Count,
            Same = groups.Values.Sum(group => group.Same),
            Billed = billed,
            Native = groups.Values.Sum(group => group.Native),
            Legacy = groups.Values.Sum(group => group.Legacy),
            Parked = loaded.Bills.Where(bill => bill.InService && bill.Reason is not null)
                .GroupBy(bill => bill.Reason!).ToDictionary(group => group.Key, group => group.Count()),
            Groups = groups.ToDictionary(group => group.Key.ToString(), group => group.Value),
        };
}
