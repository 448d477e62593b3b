using Npgsql;
using NpgsqlTypes;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>Counts calls by the minute and what they came to.</summary>
internal static class Tally
{
    private const string Add = """
        INSERT INTO parity_tally AS kept (minute, service, operation, billing_group, route_version, primary_side,
            outcome, reason, calls, money_delta, primary_microseconds, candidate_microseconds, candidate_timed)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (minute, service, operation, billing_group, route_version, primary_side, outcome, reason)
        DO UPDATE SET calls = kept.calls + excluded.calls, money_delta = kept.money_delta + excluded.money_delta,
            primary_microseconds = kept.primary_microseconds + excluded.primary_microseconds,
            candidate_microseconds = kept.candidate_microseconds + excluded.candidate_microseconds,
            candidate_timed = kept.candidate_timed + excluded.candidate_timed
        """;

    public static async Task AddAsync(
        NpgsqlConnection connection, IReadOnlyCollection<VerdictRecord> batch, CancellationToken cancellation)
    {
        IGrouping<TallyKey, VerdictRecord>[] counted =
            [.. batch.GroupBy(TallyKey.Of).OrderBy(calls => calls.Key.Place, StringComparer.Ordinal)];
        TallyKey[] keys = [.. counted.Select(group => group.Key)];
        await using NpgsqlCommand command = new(Add, connection);
        AddArray(command, keys.Select(key => key.Minute), NpgsqlDbType.TimestampTz);
        command.AddTexts(keys.Select(key => key.Service));
        command.AddTexts(keys.Select(key => key.Operation));
        command.AddTexts(keys.Select(key => key.Group));
        AddArray(command, keys.Select(key => key.RouteVersion), NpgsqlDbType.Bigint);
        command.AddTexts(keys.Select(key => key.PrimarySide));
        command.AddTexts(keys.Select(key => key.Outcome));
        command.AddTexts(keys.Select(key => key.Reason));
        AddArray(command, counted.Select(calls => calls.Sum(call => call.Calls)), NpgsqlDbType.Bigint);
        AddArray(command, counted.Select(calls => calls.Sum(call => call.MoneyDelta)), NpgsqlDbType.Numeric);
        AddArray(command, counted.Select(calls => calls.Sum(Primary)), NpgsqlDbType.Bigint);
        AddArray(command, counted.Select(calls => calls.Sum(Candidate)), NpgsqlDbType.Bigint);
        AddArray(
            command, counted.Select(calls => calls.LongCount(call => call.CandidateTook is not null)),
            NpgsqlDbType.Bigint);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static long Primary(VerdictRecord call) => VerdictStore.Microseconds(call.PrimaryTook * call.Calls);

    private static long Candidate(VerdictRecord call) =>
        VerdictStore.Microseconds(call.CandidateTook ?? TimeSpan.Zero);

    private static void AddArray<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(
            new NpgsqlParameter { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
