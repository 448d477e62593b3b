using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>Rates what changed in a batch.</summary>
internal static class ChargeRows
{
    /// <summary>
    /// A charge that a late or corrected reading changed leaves its difference. $7: why, else null.
    /// </summary>
    private const string WriteSql = """
        WITH n AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS n (
                contract, cycle, quantity, upto, amount, tax, cause, problem)),
        delta AS (
            INSERT INTO meter_charge_delta (contract, cycle, cause, quantity, amount, tax)
            SELECT n.contract, n.cycle, n.cause, n.quantity - c.quantity, n.amount - c.amount, n.tax - c.tax
            FROM n JOIN meter_charge c ON c.contract = n.contract AND c.cycle = n.cycle
            WHERE n.cause IS NOT NULL AND n.amount <> c.amount)
        INSERT INTO meter_charge AS c (contract, cycle, quantity, upto, amount, tax, problem, changed_at)
        SELECT n.contract, n.cycle, n.quantity, n.upto, n.amount, n.tax, n.problem, $9 FROM n
        ON CONFLICT (contract, cycle) DO UPDATE SET quantity = EXCLUDED.quantity, upto = EXCLUDED.upto,
            amount = EXCLUDED.amount, tax = EXCLUDED.tax, problem = EXCLUDED.problem, changed_at = EXCLUDED.changed_at
        """;

    public static async Task AddAsync(
        NpgsqlConnection connection, NpgsqlBatch batch, ReadingWork work, RunningTariffs tariffs, DateTimeOffset now,
        CancellationToken cancellation)
    {
        bool byHour = await tariffs.AnyNeedsUsageAsync(cancellation);
        List<HeldContract> moved = Moved(work, byHour);
        List<(ContractNumber Contract, CycleDays Cycle)> wanted =
        [
            .. work.Closed.Select(one => (one.Contract, one.Cycle)),
            .. moved.Select(contract => (contract.Number, contract.Cycle)),
        ];
        if (byHour)
        {
            wanted.AddRange(work.Late);
        }

        if (wanted.Count == 0)
        {
            return;
        }

        await tariffs.PrepareAsync(wanted, cancellation);
        List<ChargeRow> charges = await ClosedAsync(connection, work, tariffs, cancellation);
        foreach (HeldContract contract in moved)
        {
            if (contract.Changed || tariffs.NeedsUsage(contract.Number, contract.Cycle))
            {
                (_, int quantity, DateOnly upto) = contract.Now;
                charges.Add(new ChargeRow(contract.Number, contract.Cycle, quantity, upto));
            }
        }

        if (charges.Count > 0)
        {
            IReadOnlyList<UsageSlice>[] usage = await ChargeUsage.OfAsync(
                connection, charges, tariffs, cancellation);
            batch.BatchCommands.Add(Write(charges, usage, work, tariffs, now));
        }
    }

    /// <summary>
    /// Contracts whose charge of the newest cycle may be another: another cubic metre is full, or a day begins. Where
    /// plans price by the hour, each litre is charged, and a late reading may move water to other hours.
    /// </summary>
    private static List<HeldContract> Moved(ReadingWork work, bool byHour)
    {
        List<HeldContract> moved = [];
        foreach (HeldContract contract in work.Held)
        {
            if (contract.Cycle.Number > 0 && (contract.Changed
                || (byHour && (contract.Moved || work.Late.Contains((contract.Number, contract.Cycle))))))
            {
                moved.Add(contract);
            }
        }

        return moved;
    }

    /// <summary>
    /// Cycles that are over now, or were counted again, or in which a late reading moved water between hours: of all
    /// meters of their contracts.
    /// </summary>
    private static async Task<List<ChargeRow>> ClosedAsync(
        NpgsqlConnection connection, ReadingWork work, RunningTariffs tariffs, CancellationToken cancellation)
    {
        if (work.Closed.Count > 0)
        {
            await using NpgsqlBatch write = new(connection) { BatchCommands = { ClosedCycleRows.Write(work.Closed) } };
            await write.ExecuteNonQueryAsync(cancellation);
        }

        HashSet<(ContractNumber Contract, CycleDays Cycle)> over =
            [.. work.Closed.Select(one => (one.Contract, one.Cycle))];
        foreach ((ContractNumber contract, CycleDays cycle) in work.Late)
        {
            if (tariffs.NeedsUsage(contract, cycle))
            {
                work.Corrected.Add((contract, cycle.Number));
                if (cycle != work.Contract(contract).Cycle)
                {
                    over.Add((contract, cycle));
                }
            }
        }

        if (over.Count == 0)
        {
            return [];
        }

        List<ClosedCycle> all = await ClosedCycleRows.OfContractsAsync(connection, over, cancellation);
        return
        [
            .. from cycle in all
               group cycle by (cycle.Contract, cycle.Cycle) into meters
               select new ChargeRow(
                   meters.Key.Contract, meters.Key.Cycle,
                   meters.Sum(one => LitreCount.Billed(one.Opening.Litres, one.UsedLitres)), meters.Key.Cycle.To),
        ];
    }

    private static NpgsqlBatchCommand Write(
        List<ChargeRow> rows, IReadOnlyList<UsageSlice>[] usage, ReadingWork work, RunningTariffs tariffs,
        DateTimeOffset now)
    {
        CycleCharge[] charges =
        [
            .. rows.Select((one, place) =>
                tariffs.Of(one.Contract, one.Cycle, one.Upto, one.Quantity, usage[place])),
        ];
        return new NpgsqlBatchCommand(WriteSql)
            .With<int>([.. rows.Select(one => one.Contract.Value)], NpgsqlDbType.Integer)
            .With<int>([.. rows.Select(one => one.Cycle.Number)], NpgsqlDbType.Integer)
            .With<int>([.. rows.Select(one => one.Quantity)], NpgsqlDbType.Integer)
            .With<DateOnly>([.. rows.Select(one => one.Upto)], NpgsqlDbType.Date)
            .With<long>([.. charges.Select(one => one.Amount.Centavos)], NpgsqlDbType.Bigint)
            .With<long>([.. charges.Select(one => one.Tax.Centavos)], NpgsqlDbType.Bigint)
            .With<string?>(
                [.. rows.Select(one =>
                    work.Corrected.Contains((one.Contract, one.Cycle.Number)) ? work.Cause : null)],
                NpgsqlDbType.Varchar)
            .With<string?>([.. charges.Select(one => one.Problem)], NpgsqlDbType.Varchar)
            .With(now);
    }
}
