using Npgsql;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>Which agreements there is something to do for. Not for several threads.</summary>
public sealed class PrepaidDue(Database database, TimeProvider time)
{
    /// <summary>A charge may be committed so much later than it is dated.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private const string DaysSql = """
        SELECT EXISTS (SELECT FROM prepaid_account WHERE since <= $1 AND (through < $1 OR through IS NULL))
        """;

    private const string MarkSql = """
        UPDATE prepaid_account a SET review_at = $1
        WHERE a.review_at > $1 AND EXISTS (
            SELECT FROM meter_charge c WHERE c.contract = a.contract AND c.changed_at >= $2)
        """;

    private DateTimeOffset? _marked;

    /// <summary>Whether an agreement was not charged up to a day.</summary>
    public async Task<bool> HasDaysAsync(DateOnly day, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DaysSql);
        command.AddValue(day);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>
    /// Credit of those whose meters counted a cubic metre more since the last call is looked at next. Smaller changes
    /// are seen by the usual look.
    /// </summary>
    public async Task MarkAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlCommand command = database.Command(MarkSql);
        command.AddValue(now);
        command.AddValue((_marked ?? now) - Overlap);
        await command.ExecuteNonQueryAsync(cancellation);
        _marked = now;
    }
}
