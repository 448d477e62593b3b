using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Debts;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Metering;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Water by the hour for bills whose plan prices it by the time of day: of the days that the remote meters' cycle had,
/// as it ran up. Where no plan does so, nothing is asked.
/// </summary>
internal sealed class BillUsage(PlanBook plans, BillingCycle cycle)
{
    /// <summary>$1: contracts, $2: the cycle as year x 100 + period.</summary>
    private const string DaysSql = """
        SELECT contract, min(from_day), max(to_day) FROM (
            SELECT contract, from_day, to_day FROM meter_cycle WHERE contract = ANY ($1) AND cycle = $2
            UNION ALL
            SELECT contract, from_day, to_day FROM meter_standing WHERE contract = ANY ($1) AND cycle = $2) c
        GROUP BY contract ORDER BY contract
        """;

    public async Task FillAsync(
        NpgsqlConnection connection, IReadOnlyList<LoadedBill> bills, CancellationToken cancellation)
    {
        if (!plans.AnyNeedsUsage)
        {
            return;
        }

        LoadedBill[] wanted = [.. bills.Where(bill => bill.InService && plans.MayNeedUsage(bill.Input.Plan))];
        if (wanted.Length == 0)
        {
            return;
        }

        Dictionary<int, UsageDays> days = await DaysAsync(connection, wanted, cancellation);
        LoadedBill[] counted = [.. wanted.Where(bill => days.ContainsKey(bill.Input.Contract.Value))];
        IReadOnlyList<UsageSlice>[] slices = await UsageByHour.OfAsync(
            connection, [.. counted.Select(bill => days[bill.Input.Contract.Value])], cancellation);
        foreach ((LoadedBill bill, IReadOnlyList<UsageSlice> hours) in counted.Zip(slices))
        {
            bill.Input.Facts.Usage = hours;
        }

        foreach (LoadedBill bill in wanted.Except(counted))
        {
            Park(bill);
        }
    }

    private void Park(LoadedBill bill)
    {
        RatingFacts facts = bill.Input.Facts;
        if (plans.NeedsUsage(bill.Input.Plan, facts.PeriodStart, facts.PeriodEnd))
        {
            bill.Park(
                ParkingReason.NoHourlyUsage,
                $"Plan {bill.Input.Plan} prices water by the time of day, and no meter that is read remotely counted "
                + $"any in {cycle.Year}-{cycle.Period:D2}.");
        }
    }

    private async Task<Dictionary<int, UsageDays>> DaysAsync(
        NpgsqlConnection connection, LoadedBill[] wanted, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(DaysSql)
                    .With<int>([.. wanted.Select(bill => bill.Input.Contract.Value)], NpgsqlDbType.Integer)
                    .With((cycle.Year * 100) + cycle.Period),
            },
        };
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        Dictionary<int, UsageDays> days = [];
        while (await row.ReadAsync(cancellation))
        {
            days[row.GetInt32(0)] = new UsageDays(
                new(row.GetInt32(0)), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2));
        }

        return days;
    }
}
