using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;

namespace Strangler.Postgres.Prepaid;

/// <summary>A prepaid agreement as it is kept.</summary>
/// <param name="Through">The last day charged; null before the first.</param>
/// <param name="Problem">Why it could not be charged at the last attempt; null where it could.</param>
public sealed record KeptAgreement(
    PrepaidAccount Account, string Plan, DateOnly Since, DateOnly? Through, CreditTerms Terms, FundsPolicy Funds,
    string TimeZone, bool Autopay, NoticeChannel Channel, int Requests, DateOnly? ArrearsOn, string? Problem)
{
    internal const string Columns = """
        a.contract, a.plan, a.since, a.through, a.thresholds, a.emergency_limit, a.household, a.request_below,
        a.request_up_to, a.arrears_days, a.time_zone, a.autopay, a.channel, a.owed, a.requested, a.top_ups, a.loaded,
        a.used, a.meter_loaded, a.meter_used, a.requests, a.arrears_on, a.problem, a.told_below, a.told_at_top_up,
        a.emergency, a.settlement
        """;

    internal const int ColumnCount = 27;

    /// <summary>In place of <c>prepaid</c>.</summary>
    internal const string DailySettlement = "daily";

    private const string SaveSql = """
        UPDATE prepaid_account SET through = $2, owed = $3, requested = $4, arrears_on = $5, requests = $6,
            top_ups = $7, loaded = $8, used = $9, meter_loaded = $10, meter_used = $11, problem = NULL,
            problem_on = NULL, review_at = $12
        WHERE contract = $1
        """;

    public ContractNumber Contract => Account.Contract;

    /// <summary>What has been decided of its credit, apart from the valve.</summary>
    internal CreditState State { get; private init; } = CreditState.New;

    internal KeptAgreement With(ValvePosition valve, string reason) =>
        this with { State = State with { Valve = valve, Reason = reason } };

    internal static KeptAgreement Read(NpgsqlDataReader row)
    {
        ContractNumber contract = new(row.GetInt32(0));
        Money Centavos(int at) => new(row.GetInt64(at));
        DateOnly? Day(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
        return new KeptAgreement(
            new PrepaidAccount(
                contract, Centavos(13), Centavos(14), row.GetInt32(15),
                new MeterCounters(Centavos(16), Centavos(17), Centavos(18), Centavos(19))),
            row.GetString(1), row.GetFieldValue<DateOnly>(2), Day(3),
            new CreditTerms(
                Array.ConvertAll(row.GetFieldValue<long[]>(4), one => new Money(one)), Centavos(5),
                row.GetBoolean(6)),
            new FundsPolicy(Centavos(7), Centavos(8), row.GetInt16(9)) { Daily = row.GetString(26) == DailySettlement },
            row.GetString(10), row.GetBoolean(11),
            Enum.Parse<NoticeChannel>(row.GetString(12), ignoreCase: true), row.GetInt32(20), Day(21),
            row.IsDBNull(22) ? null : row.GetString(22))
        {
            State = CreditState.New with
            {
                ToldBelow = row.IsDBNull(23) ? null : Centavos(23),
                ToldAtTopUp = row.GetInt32(24),
                Emergency = Enum.Parse<EmergencyState>(row.GetString(25), ignoreCase: true),
            },
        };
    }

    /// <summary>Its money and the last day charged; its credit is looked at next.</summary>
    internal NpgsqlBatchCommand Saving(DateTimeOffset now)
    {
        NpgsqlBatchCommand command = new(SaveSql);
        MeterCounters counters = Account.Counters;
        object[] values =
        [
            Contract.Value, (object?)Through ?? DBNull.Value, Account.Owed.Centavos, Account.Requested.Centavos,
            (object?)ArrearsOn ?? DBNull.Value, Requests, Account.TopUps, counters.Loaded.Centavos,
            counters.Used.Centavos, counters.MeterLoaded.Centavos, counters.MeterUsed.Centavos, now,
        ];
        for (int at = 0; at < values.Length; at++)
        {
            NpgsqlParameter parameter = new() { Value = values[at] };
            if (at is 1 or 4)
            {
                parameter.NpgsqlDbType = NpgsqlDbType.Date;
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }
}
