using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>
/// How payment plans are kept up: what goes to a plan's documents pays its instalments, the oldest first. A plan whose
/// instalment is missed is broken: its documents are due as they always were.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentPlans(Database database)
{
    /// <summary>
    /// Of plans, what is paid and when the oldest open instalment is due. Plans older than the list of their documents
    /// count against all that is owed.
    /// </summary>
    private const string StandingSql = """
        SELECT p.contract, p.reference, p.state, p.total, greatest(p.total - l.left_over, 0) AS paid,
            i.parts, i.next_due
        FROM instalment_plan p
        CROSS JOIN LATERAL (
            SELECT CASE WHEN EXISTS (
                    SELECT FROM instalment_plan_document d
                    WHERE d.contract = p.contract AND d.reference = p.reference)
                THEN (SELECT coalesce(sum(least(d.amount, greatest(o.open, 0))), 0)
                    FROM instalment_plan_document d
                    JOIN receivable_open o ON o.contract = d.contract AND o.cycle = d.cycle AND o.type = d.type
                        AND o.ordinal = d.ordinal
                    WHERE d.contract = p.contract AND d.reference = p.reference)
                ELSE (SELECT coalesce(sum(o.open), 0) FROM receivable_open o
                    WHERE o.contract = p.contract AND o.status <> 5) END AS left_over) l
        CROSS JOIN LATERAL (
            SELECT count(*)::integer AS parts,
                min(s.due) FILTER (WHERE s.upto > greatest(p.total - l.left_over, 0)) AS next_due
            FROM (
                SELECT n.due, sum(n.amount) OVER (ORDER BY n.number) AS upto FROM instalment n
                WHERE n.contract = p.contract AND n.reference = p.reference) s) i
        """;

    private const string ListSql = $"""
        SELECT contract::integer, reference, state, total::bigint, paid::bigint, parts, next_due
        FROM ({StandingSql} WHERE ($1 IS NULL OR p.contract = $1)) s ORDER BY contract, reference LIMIT $2
        """;

    private const string CheckSql = $"""
        UPDATE instalment_plan p SET state = CASE WHEN s.next_due IS NULL THEN 'done' ELSE 'broken' END,
            ended_on = $1, ended_by = $3,
            ended_why = CASE WHEN s.next_due IS NULL THEN 'paid' ELSE 'missed the instalment of ' || s.next_due END
        FROM ({StandingSql} WHERE p.state = 'active') s
        WHERE p.contract = s.contract AND p.reference = s.reference AND p.state = 'active'
            AND (s.next_due IS NULL OR s.next_due < $1::date - $2)
        RETURNING p.state
        """;

    private const string CancelSql = """
        UPDATE instalment_plan SET state = 'cancelled', ended_on = $3, ended_by = $4, ended_why = $5
        WHERE contract = $1 AND reference = $2 AND state = 'active'
        """;

    /// <param name="contract">Null: of all.</param>
    public async Task<IReadOnlyList<PlanStanding>> ListAsync(
        ContractNumber? contract, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql);
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)contract?.Value ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Integer,
        });
        command.AddValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<PlanStanding> plans = [];
        while (await reader.ReadAsync(cancellation))
        {
            plans.Add(new PlanStanding(
                new ContractNumber(reader.GetInt32(0)), reader.GetString(1), reader.GetString(2),
                new Money(reader.GetInt64(3)), new Money(reader.GetInt64(4)), reader.GetInt32(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6)));
        }

        return plans;
    }

    /// <summary>Ends plans that are paid, and those with an instalment missed.</summary>
    /// <param name="grace">Days after its due date on which an instalment is not missed yet.</param>
    public async Task<(int Done, int Broken)> CheckAsync(
        DateOnly today, int grace, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(CheckSql);
        command.AddValue(today);
        command.AddValue(grace);
        command.AddValue(who);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        (int done, int broken) = (0, 0);
        while (await reader.ReadAsync(cancellation))
        {
            bool isDone = reader.GetString(0) == "done";
            (done, broken) = (done + (isDone ? 1 : 0), broken + (isDone ? 0 : 1));
        }

        return (done, broken);
    }

    public async Task<DeskOutcome> CancelAsync(
        ContractNumber contract, string reference, DateOnly today, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(CancelSql);
        command.AddValue(contract.Value);
        command.AddValue(reference);
        command.AddValue(today);
        command.AddValue(who);
        command.AddValue(why);
        return await command.ExecuteNonQueryAsync(cancellation) == 1
            ? new DeskOutcome.Done($"Plan {reference} of contract {contract} is cancelled.")
            : new DeskOutcome.Refused($"Contract {contract} keeps up no plan {reference}.");
    }
}
