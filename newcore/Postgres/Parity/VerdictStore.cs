using Npgsql;
using NpgsqlTypes;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>Keeps what the comparison came to: counts of every call, and the calls that differ themselves.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class VerdictStore(Database database, VerdictLimits limits)
{
    /// <summary>Calls written at once.</summary>
    public const int BatchLimit = 5_000;

    private const int DeletedAtOnce = 5_000;

    private const string Copy = """
        COPY parity_verdict (at, service, operation, billing_group, route_version, primary_side, outcome, reason, rules,
            paths, primary_values, candidate_values, money_deltas, money_delta, primary_microseconds,
            candidate_microseconds, request_sample, primary_sample, candidate_sample)
        FROM STDIN (FORMAT BINARY)
        """;

    public VerdictStore(Database database) : this(database, VerdictLimits.Usual)
    {
    }

    /// <summary>All of a batch, or nothing of it.</summary>
    public async Task WriteAsync(IReadOnlyCollection<VerdictRecord> batch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Count, BatchLimit);
        if (batch.Count == 0)
        {
            return;
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await Tally.AddAsync(connection, batch, cancellation);
        IReadOnlyList<VerdictRecord> kept = await KeptCount.ReserveAsync(connection, batch, limits, cancellation);
        if (kept.Count > 0)
        {
            await CopyAsync(connection, kept, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Deletes what is older than the retention, in short steps.</summary>
    /// <returns>How many verdicts were deleted.</returns>
    public async Task<long> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset limit = (now - limits.Retention).ToUniversalTime();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        long deleted = 0;
        int last;
        do
        {
            last = await ExecuteAsync(
                connection,
                "DELETE FROM parity_verdict WHERE id IN "
                + "(SELECT id FROM parity_verdict WHERE at < $1 ORDER BY at LIMIT $2)",
                command =>
                {
                    command.Add(limit);
                    command.Add(DeletedAtOnce);
                },
                cancellation);
            deleted += last;
        }
        while (last == DeletedAtOnce);

        await ExecuteAsync(
            connection, "DELETE FROM parity_tally WHERE minute < $1", command => command.Add(limit), cancellation);
        await ExecuteAsync(
            connection, "DELETE FROM parity_kept WHERE day < $1",
            command => command.Add(DateOnly.FromDateTime(limit.UtcDateTime)), cancellation);
        return deleted;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<VerdictRecord> kept, CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (VerdictRecord verdict in kept)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(verdict.At.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(verdict.Service, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(verdict.Operation, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(verdict.Group, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(verdict.RouteVersion, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(verdict.PrimarySide, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(OutcomeNames.NameOf(verdict.Outcome), NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(TallyKey.Shortened(verdict.Reason), NpgsqlDbType.Text, cancellation);
            await WriteDifferencesAsync(rows, verdict, cancellation);
            await rows.WriteAsync(Microseconds(verdict.PrimaryTook), NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(
                rows, verdict.CandidateTook is { } took ? Microseconds(took) : null, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(rows, verdict.Sample?.Request, NpgsqlDbType.Text, cancellation);
            await WriteAsync(rows, verdict.Sample?.Primary, NpgsqlDbType.Text, cancellation);
            await WriteAsync(rows, verdict.Sample?.Candidate, NpgsqlDbType.Text, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static async Task WriteDifferencesAsync(
        NpgsqlBinaryImporter rows, VerdictRecord verdict, CancellationToken cancellation)
    {
        IReadOnlyList<KeptDifference> all = verdict.Differences;
        const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
        await rows.WriteAsync(verdict.Rules.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellation);
        await rows.WriteAsync(all.Select(one => one.Path).ToArray(), Texts, cancellation);
        await rows.WriteAsync(all.Select(one => one.Primary).ToArray(), Texts, cancellation);
        await rows.WriteAsync(all.Select(one => one.Candidate).ToArray(), Texts, cancellation);
        await rows.WriteAsync(
            all.Select(one => one.MoneyDelta).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Numeric, cancellation);
        await rows.WriteAsync(verdict.MoneyDelta, NpgsqlDbType.Numeric, cancellation);
    }

    private static Task WriteAsync(
        NpgsqlBinaryImporter rows, object? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? rows.WriteNullAsync(cancellation) : rows.WriteAsync(value, type, cancellation);

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlCommand> fill, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        fill(command);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;
}
