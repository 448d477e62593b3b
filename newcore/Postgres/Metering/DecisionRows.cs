using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>Questioned readings and the decisions on them, as rows. Their contract is held.</summary>
internal static class DecisionRows
{
    /// <summary>
    /// Questioned readings on one side of a decision; what is beyond stays questioned, and another decision takes it.
    /// </summary>
    public const int MostJudged = 50_000;

    private const string ReadingSql = """
        SELECT r.litres, r.state, d.kind, d.decided_by, d.decided_at
        FROM meter_reading r LEFT JOIN meter_decision d ON d.device = r.device AND d.at = r.at
        WHERE r.device = $1 AND r.at = $2
        """;

    private const string BetweenSql = """
        SELECT at, litres FROM meter_reading WHERE device = $1 AND state = 'Q'
            AND at > coalesce($2::timestamptz, '-infinity') AND at < coalesce($3::timestamptz, 'infinity')
        ORDER BY at LIMIT $4
        """;

    private const string RateSql = """
        UPDATE meter_reading SET state = CASE WHEN at = $3 THEN $4 ELSE 'R' END WHERE device = $1 AND at = ANY ($2)
        """;

    private const string WriteSql = """
        INSERT INTO meter_decision (device, at, kind, litres, rated, upto, reason, decided_by, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private const string LastChangeSql = "SELECT coalesce(max(id), 0) FROM meter_charge_delta WHERE contract = $1";

    private const string ChangesSql = """
        SELECT cycle, quantity, amount FROM meter_charge_delta WHERE contract = $1 AND id > $2 ORDER BY cycle, id
        """;

    /// <returns>Null where there is no reading of that instant.</returns>
    public static async Task<DecidedReading?> FindAsync(
        NpgsqlConnection connection, int device, DateTimeOffset at, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = Batch(connection, new NpgsqlBatchCommand(ReadingSql).With(device).With(at));
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        return !await row.ReadAsync(cancellation) ? null : new DecidedReading(
            row.GetInt64(0), row.GetString(1) == "Q", row.IsDBNull(2) ? null
                : row.GetString(2) == NameOf(StaffDecision.Restart) ? StaffDecision.Restart : StaffDecision.Accept,
            row.IsDBNull(3) ? "" : row.GetString(3),
            row.IsDBNull(4) ? default : row.GetFieldValue<DateTimeOffset>(4));
    }

    public static async Task<QuestionedReadings> AroundAsync(
        NpgsqlConnection connection, int device, CountAt chosen, CancellationToken cancellation)
    {
        Neighbours around = (await Neighbours.OfAsync(connection, [device], [chosen.At], cancellation))[0];
        return new QuestionedReadings(
            around.Before,
            await BetweenAsync(connection, device, around.Before?.At, chosen.At, cancellation), chosen,
            await BetweenAsync(connection, device, chosen.At, around.After?.At, cancellation), around.After,
            around.AfterBegins);
    }

    public static NpgsqlBatchCommand Rate(int device, IReadOnlyList<CountAt> rated, DecisionOrder order) =>
        new NpgsqlBatchCommand(RateSql).With(device)
            .With<DateTimeOffset>([.. rated.Select(one => one.At)], NpgsqlDbType.TimestampTz).With(order.At)
            .With(order.Decision == StaffDecision.Restart ? "S" : "R");

    public static NpgsqlBatchCommand Write(
        int device, long litres, IReadOnlyList<CountAt> rated, DecisionOrder order, DateTimeOffset now) =>
        new NpgsqlBatchCommand(WriteSql).With(device).With(order.At).With(NameOf(order.Decision)).With(litres)
            .With(rated.Count).With(rated[^1].At).With(order.Why).With(order.Who).With(now);

    public static async Task<long> LastChangeAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = Batch(connection, new NpgsqlBatchCommand(LastChangeSql).With(contract.Value));
        return (long)(await batch.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Those after one, in order of cycle.</summary>
    public static async Task<List<ChargeChange>> ChangesAsync(
        NpgsqlConnection connection, ContractNumber contract, long after, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = Batch(
            connection, new NpgsqlBatchCommand(ChangesSql).With(contract.Value).With(after));
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        List<ChargeChange> changes = [];
        while (await row.ReadAsync(cancellation))
        {
            changes.Add(new ChargeChange(row.GetInt32(0), row.GetInt32(1), new Money(row.GetInt64(2))));
        }

        return changes;
    }

    private static async Task<List<CountAt>> BetweenAsync(
        NpgsqlConnection connection, int device, DateTimeOffset? after, DateTimeOffset? before,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = Batch(
            connection,
            new NpgsqlBatchCommand(BetweenSql).With(device).With(after).With(before).With(MostJudged));
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        List<CountAt> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new CountAt(row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1)));
        }

        return found;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, NpgsqlBatchCommand command) =>
        new(connection) { BatchCommands = { command } };

    private static string NameOf(StaffDecision decision) =>
        decision == StaffDecision.Restart ? "restart" : "accept";
}
