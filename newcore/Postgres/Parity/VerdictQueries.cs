using System.Runtime.CompilerServices;
using Npgsql;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>Reads what was kept.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class VerdictQueries(Database database)
{
    /// <summary>Verdicts that one look goes through, the newest.</summary>
    public const int ReadLimit = 100_000;

    private const string InScope =
        "($1 = '' OR operation = $1 OR service || '.' || operation = $1) AND ($2 = '' OR billing_group = $2)";

    private const string Summary = $"""
        SELECT service, operation, billing_group, outcome, reason, sum(calls)::bigint, sum(money_delta),
            sum(primary_microseconds)::bigint, sum(candidate_microseconds)::bigint, sum(candidate_timed)::bigint
        FROM parity_tally WHERE {InScope} AND minute >= date_trunc('minute', $3)
        GROUP BY service, operation, billing_group, outcome, reason
        ORDER BY service, operation, billing_group
        """;

    private const string Columns = """
        SELECT id, at, service, operation, billing_group, route_version, primary_side, outcome, reason, rules, paths,
            primary_values, candidate_values, money_deltas, money_delta, primary_microseconds, candidate_microseconds,
            request_sample, primary_sample, candidate_sample
        FROM parity_verdict
        """;

    /// <summary>Since the beginning of the scope's minute, for calls are counted by the minute.</summary>
    public async Task<IReadOnlyList<ParitySummaryRow>> SummarizeAsync(ParityScope scope, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Summary);
        AddScope(command, scope);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<TallyRow> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(TallyRow.Read(reader));
        }

        return [.. rows.GroupBy(row => (row.Service, row.Operation, row.Group)).Select(TallyRow.Sum)];
    }

    /// <summary>Null for a number that was never given, or whose verdict has been deleted.</summary>
    public async Task<StoredVerdict?> FindAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Columns + " WHERE id = $1");
        command.Add(id);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? VerdictRow.Read(reader) : null;
    }

    /// <summary>The kept verdicts of one outcome, newest first.</summary>
    public async IAsyncEnumerable<StoredVerdict> ReadAsync(
        ParityScope scope, CallOutcome outcome, int limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using NpgsqlCommand command =
            database.Command($"{Columns} WHERE {InScope} AND at >= $3 AND outcome = $4 ORDER BY id DESC LIMIT $5");
        AddScope(command, scope);
        command.Add(OutcomeNames.NameOf(outcome));
        command.Add(Math.Min(limit, ReadLimit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return VerdictRow.Read(reader);
        }
    }

    private static void AddScope(NpgsqlCommand command, ParityScope scope)
    {
        command.Add(scope.Operation ?? "");
        command.Add(scope.Group ?? "");
        command.Add((scope.Since ?? DateTimeOffset.UnixEpoch).ToUniversalTime());
    }
}
