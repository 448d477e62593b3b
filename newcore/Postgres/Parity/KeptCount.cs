using Npgsql;
using NpgsqlTypes;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>
/// Decides which verdicts of a batch are kept, and which with their bodies: so many a day, over all processes.
/// </summary>
internal static class KeptCount
{
    private const string Reserve = """
        INSERT INTO parity_kept AS kept (day, service, operation, billing_group, outcome, verdicts, samples)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (day, service, operation, billing_group, outcome)
        DO UPDATE SET verdicts = kept.verdicts + excluded.verdicts, samples = kept.samples + excluded.samples
        RETURNING day, service, operation, billing_group, outcome, verdicts, samples
        """;

    private sealed record Key(DateOnly Day, string Service, string Operation, string Group, string Outcome)
    {
        public static Key Of(VerdictRecord call) => new(
            DateOnly.FromDateTime(call.At.UtcDateTime), call.Service, call.Operation, call.Group,
            OutcomeNames.NameOf(call.Outcome));
    }

    public static async Task<IReadOnlyList<VerdictRecord>> ReserveAsync(
        NpgsqlConnection connection, IReadOnlyCollection<VerdictRecord> batch, VerdictLimits limits,
        CancellationToken cancellation)
    {
        Dictionary<Key, List<VerdictRecord>> wanted = batch.Where(call => call.IsKept).GroupBy(Key.Of)
            .ToDictionary(calls => calls.Key, calls => calls.ToList());
        List<VerdictRecord> kept = [];
        if (wanted.Count == 0)
        {
            return kept;
        }

        await using NpgsqlCommand command = CommandFor(connection, wanted);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            Key key = new(
                reader.GetFieldValue<DateOnly>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4));
            List<VerdictRecord> calls = wanted[key];
            long verdictsBefore = reader.GetInt64(5) - calls.Count;
            long samplesBefore = reader.GetInt64(6) - calls.Count(call => call.Sample is not null);
            kept.AddRange(Within(calls, limits.Verdicts - verdictsBefore, limits.Samples - samplesBefore));
        }

        return kept;
    }

    private static IEnumerable<VerdictRecord> Within(List<VerdictRecord> calls, long verdicts, long samples)
    {
        foreach (VerdictRecord call in calls.Take((int)Math.Clamp(verdicts, 0, int.MaxValue)))
        {
            yield return call.Sample is null || samples-- > 0 ? call : call with { Sample = null };
        }
    }

    private static NpgsqlCommand CommandFor(
        NpgsqlConnection connection, Dictionary<Key, List<VerdictRecord>> wanted)
    {
        Key[] keys =
        [
            .. wanted.Keys.OrderBy(key => key.Day).ThenBy(key => key.Service, StringComparer.Ordinal)
                .ThenBy(key => key.Operation, StringComparer.Ordinal).ThenBy(key => key.Group, StringComparer.Ordinal)
                .ThenBy(key => key.Outcome, StringComparer.Ordinal),
        ];
        NpgsqlCommand command = new(Reserve, connection);
        command.Add(keys.Select(key => key.Day).ToArray());
        command.AddTexts(keys.Select(key => key.Service));
        command.AddTexts(keys.Select(key => key.Operation));
        command.AddTexts(keys.Select(key => key.Group));
        command.AddTexts(keys.Select(key => key.Outcome));
        command.Parameters.Add(Counts(keys, key => wanted[key].Count));
        command.Parameters.Add(Counts(keys, key => wanted[key].Count(call => call.Sample is not null)));
        return command;
    }

    private static NpgsqlParameter Counts(Key[] keys, Func<Key, long> count) =>
        new() { Value = keys.Select(count).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}
