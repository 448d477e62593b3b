using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>Commands as rows. A change is written with its row of the audit, whose act is the command.</summary>
internal static class ValveRows
{
    public const string Columns = "c.id, c.device, c.number, c.position, c.litres, c.expires_at, c.state, c.attempts, "
        + "c.asks, c.due_at, c.detail, c.resolved_by";

    private const string SaveSql = """
        UPDATE valve_command c SET state = n.state, expires_at = n.expires_at, attempts = n.attempts, asks = n.asks,
            due_at = n.due_at, detail = left(n.detail, 300), changed_at = $1
        FROM unnest($2, $3, $4, $5, $6, $7, $8) AS n (id, state, expires_at, attempts, asks, due_at, detail)
        WHERE c.id = n.id
        """;

    private const string AuditSql = """
        INSERT INTO audit (act, who, what, subject, origin, outcome)
        SELECT n.act, left($1, 200), 'valve', left(n.subject, 500), 'valves', left(n.outcome, 40)
        FROM unnest($2, $3, $4) AS n (act, subject, outcome)
        """;

    public static ValveCommand Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt64(2), Setting(row, 3), row.GetFieldValue<DateTimeOffset>(5),
        Enum.Parse<ValveCommandState>(row.GetString(6), ignoreCase: true), row.GetInt16(7), row.GetInt16(8),
        row.GetFieldValue<DateTimeOffset>(9), row.Text(10), row.Text(11));

    public static ValveSetting Setting(NpgsqlDataReader row, int at) =>
        new(Enum.Parse<ValvePosition>(row.GetString(at), ignoreCase: true), row.GetInt32(at + 1));

    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <param name="who">For the audit.</param>
    public static void Save(
        NpgsqlBatch batch, IReadOnlyCollection<ValveCommand> changed, string who, DateTimeOffset now)
    {
        if (changed.Count == 0)
        {
            return;
        }

        NpgsqlBatchCommand save = new NpgsqlBatchCommand(SaveSql).With(now)
            .With<Guid>([.. changed.Select(one => one.Id)], NpgsqlDbType.Uuid)
            .With<string>([.. changed.Select(one => Name(one.State))], NpgsqlDbType.Varchar)
            .With<DateTimeOffset>([.. changed.Select(one => one.ExpiresAt)], NpgsqlDbType.TimestampTz)
            .With<short>([.. changed.Select(one => (short)one.Attempts)], NpgsqlDbType.Smallint)
            .With<short>([.. changed.Select(one => (short)one.Asks)], NpgsqlDbType.Smallint)
            .With<DateTimeOffset>([.. changed.Select(one => one.DueAt)], NpgsqlDbType.TimestampTz)
            .With<string?>([.. changed.Select(one => one.Detail)], NpgsqlDbType.Varchar);
        batch.BatchCommands.Add(save);
        batch.BatchCommands.Add(Audit([.. changed.Select(one => (one, Outcome(one)))], who));
    }

    public static NpgsqlBatchCommand Audit(
        IReadOnlyCollection<(ValveCommand Command, string Outcome)> steps, string who) =>
        new NpgsqlBatchCommand(AuditSql).With(who)
            .With<Guid>([.. steps.Select(one => one.Command.Id)], NpgsqlDbType.Uuid)
            .With<string>([.. steps.Select(one => Subject(one.Command))], NpgsqlDbType.Varchar)
            .With<string>([.. steps.Select(one => one.Outcome)], NpgsqlDbType.Varchar);

    private static string Subject(ValveCommand one) => $"{one.Device} number {one.Number}: {one.Setting}";

    private static string Outcome(ValveCommand one) => one.State switch
    {
        ValveCommandState.Sent => $"sent, attempt {one.Attempts}",
        ValveCommandState.Unknown => $"unknown, state asked for {one.Asks}",
        _ => Name(one.State) + (one is { ResolvedBy: null, Detail: { Length: < 24 } why } ? $" {why}" : ""),
    };
}
