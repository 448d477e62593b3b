using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>
/// What a contract has used in the cycle of a day, as it was charged when its readings came. Any number of callers at
/// once.
/// </summary>
public sealed class ContractUsageQuery(Database database, TimeProvider time) : IDisposable
{
    /// <summary>Alerts of one answer.</summary>
    public const int MostAlerts = 100;

    private const string MetersSql = """
        SELECT d.device, s.last_at, s.last_litres, CASE WHEN s.cycle = $2 THEN s.used_litres ELSE k.used_litres END
        FROM meter_device d LEFT JOIN meter_standing s ON s.contract = d.contract AND s.device = d.number
            LEFT JOIN meter_cycle k ON k.contract = d.contract AND k.device = d.number AND k.cycle = $2
        WHERE d.contract = $1 ORDER BY d.number
        """;

    private const string GroupSql = """
        SELECT c.service_area, c.zone FROM legacy_contract c
        WHERE c.number = $1 AND EXISTS (SELECT FROM meter_device d WHERE d.contract = c.number)
        """;

    private const string ChargeSql =
        "SELECT amount, tax, quantity, upto, problem FROM meter_charge WHERE contract = $1 AND cycle = $2";

    private const string AlertsSql = """
        SELECT a.kind, d.device, a.began_at FROM meter_alert a JOIN meter_device d ON d.number = a.device
        WHERE a.contract = $1 AND a.ended_at IS NULL ORDER BY a.began_at DESC, a.id LIMIT $2
        """;

    private readonly GroupCalendars _calendars = new(database, time);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The cycle that a day of the contract is in.</summary>
    /// <returns>Null where the contract has no meter that is read remotely.</returns>
    public async Task<ContractUsage?> OfAsync(
        ContractNumber contract, DateOnly day, CancellationToken cancellation)
    {
        if (await GroupAsync(contract, cancellation) is not { } group)
        {
            return null;
        }

        CycleDays? cycle = await CycleAsync(group, day, cancellation);
        int number = cycle?.Number ?? 0;
        (List<MeterCount> meters, long litres) = await MetersAsync(contract, number, cancellation);
        return new ContractUsage(
            contract, cycle, litres, await ChargeAsync(contract, number, cancellation), meters,
            await AlertsAsync(contract, cancellation));
    }

    public void Dispose() => _turn.Dispose();

    private async Task<BillingGroup?> GroupAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(GroupSql).With(contract.Value);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new BillingGroup(row.GetInt16(0), row.GetString(1)) : null;
    }

    /// <summary>Calendars are for one caller at a time.</summary>
    private async Task<CycleDays?> CycleAsync(BillingGroup group, DateOnly day, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await _calendars.PrepareAsync(cancellation);
            return _calendars.Of(group, day);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(List<MeterCount> Meters, long Litres)> MetersAsync(
        ContractNumber contract, int cycle, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(MetersSql).With(contract.Value, cycle);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        (List<MeterCount> meters, long litres) = ([], 0);
        while (await row.ReadAsync(cancellation))
        {
            meters.Add(new MeterCount(
                row.GetString(0),
                row.IsDBNull(1) ? null : new CountAt(row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2))));
            litres += row.IsDBNull(3) ? 0 : row.GetInt64(3);
        }

        return (meters, litres);
    }

    private async Task<CycleCharge?> ChargeAsync(
        ContractNumber contract, int cycle, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ChargeSql).With(contract.Value, cycle);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new CycleCharge(
                new Money(row.GetInt64(0)), new Money(row.GetInt64(1)), row.GetInt32(2),
                row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetString(4))
            : null;
    }

    private async Task<List<OpenAlert>> AlertsAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(AlertsSql).With(contract.Value, MostAlerts);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<OpenAlert> alerts = [];
        while (await row.ReadAsync(cancellation))
        {
            alerts.Add(new OpenAlert(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));
        }

        return alerts;
    }
}
