using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Metering;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>Alerts as rows: raised once, ended once.</summary>
internal static class AlertRows
{
    private const string RaiseSql = """
        INSERT INTO meter_alert (contract, device, kind, began_at, detail)
        SELECT n.contract, n.device, n.kind, n.at, '' FROM unnest($1, $2, $3, $4) AS n (contract, device, kind, at)
        ON CONFLICT (device, kind) WHERE ended_at IS NULL DO NOTHING
        """;

    private const string EndSql = """
        UPDATE meter_alert a SET ended_at = n.at FROM unnest($1, $2, $3, $4) AS n (contract, device, kind, at)
        WHERE a.device = n.device AND a.kind = n.kind AND a.ended_at IS NULL
        """;

    /// <summary>Begun and over at once.</summary>
    private const MeterConditions Momentary = MeterConditions.Gap | MeterConditions.ClockOver;

    /// <summary>In the order in which they came: what ends first may begin again within a batch.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<AlertChange> changes)
    {
        List<(AlertChange Change, MeterConditions Kind)> raised = [];
        List<(AlertChange Change, MeterConditions Kind)> ended = [];
        foreach (AlertChange change in changes)
        {
            raised.AddRange(Kinds(change.Raised).Select(kind => (change, kind)));
            ended.AddRange(Kinds(change.Ended | (change.Raised & Momentary)).Select(kind => (change, kind)));
        }

        // What was open before ends first; then what begins is there to be ended, where it is over already.
        Add(batch, EndSql, [.. ended.Where(end => !IsRaisedBefore(raised, end))]);
        Add(batch, RaiseSql, raised);
        Add(batch, EndSql, [.. ended.Where(end => IsRaisedBefore(raised, end) && !IsRaisedAfter(raised, end))]);
    }

    private static bool IsRaisedBefore(
        List<(AlertChange Change, MeterConditions Kind)> raised, (AlertChange Change, MeterConditions Kind) end) =>
        raised.Exists(one => one.Kind == end.Kind && one.Change.Device == end.Change.Device
            && one.Change.At <= end.Change.At);

    private static bool IsRaisedAfter(
        List<(AlertChange Change, MeterConditions Kind)> raised, (AlertChange Change, MeterConditions Kind) end) =>
        raised.Exists(one => one.Kind == end.Kind && one.Change.Device == end.Change.Device
            && one.Change.At > end.Change.At);

    private static IEnumerable<MeterConditions> Kinds(MeterConditions conditions) =>
        Enum.GetValues<MeterConditions>().Where(kind =>
            kind != MeterConditions.Stated && kind != MeterConditions.None && conditions.HasFlag(kind));

    private static void Add(
        NpgsqlBatch batch, string sql, List<(AlertChange Change, MeterConditions Kind)> changes)
    {
        if (changes.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
                .With<int>([.. changes.Select(one => one.Change.Contract.Value)], NpgsqlDbType.Integer)
                .With<int>([.. changes.Select(one => one.Change.Device)], NpgsqlDbType.Integer)
                .With<string>([.. changes.Select(one => NameOf(one.Kind))], NpgsqlDbType.Varchar)
                .With<DateTimeOffset>([.. changes.Select(one => one.Change.At)], NpgsqlDbType.TimestampTz));
        }
    }

    private static string NameOf(MeterConditions kind) => kind switch
    {
        MeterConditions.LowBattery => "low-battery",
        MeterConditions.ClockOver => "clock-over",
        MeterConditions.UnusualUse => "unusual-use",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
