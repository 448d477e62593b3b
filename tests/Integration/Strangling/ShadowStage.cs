using Npgsql;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>What the gateways of a stage have written about their comparisons.</summary>
internal sealed class ShadowStage(StranglingStage stage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private VerdictQueries Queries => new(stage.Database);

    public async Task ForgetAsync()
    {
        await using NpgsqlCommand command = stage.Database.Command(
            "TRUNCATE parity_verdict, parity_tally, parity_kept, parity_rule RESTART IDENTITY");
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Waits until so many calls of one outcome are counted, and none of another.</summary>
    public Task BecomesAsync(CallOutcome outcome, long calls) =>
        Eventually.BecomesAsync($"{outcome}: {calls}", async () => string.Join(
            ", ", (await SummarizeAsync()).SelectMany(row => row.Calls).GroupBy(each => each.Key)
                .Select(each => (each.Key, Sum: each.Sum(one => one.Value))).Where(each => each.Sum > 0)
                .Select(each => $"{each.Key}: {each.Sum}")));

    /// <summary>Waits until something is counted: a gateway may be stopped then.</summary>
    public Task AnyAsync() => Eventually.BecomesAsync(true, async () => (await SummarizeAsync()).Count > 0);

    public Task<IReadOnlyList<ParitySummaryRow>> SummarizeAsync() =>
        Queries.SummarizeAsync(ParityScope.Everything, Cancellation);

    /// <summary>Of the one verdict that was kept.</summary>
    public async Task<VerdictRecord> OnlyAsync(CallOutcome outcome)
    {
        await BecomesAsync(outcome, 1);
        List<StoredVerdict> kept = [];
        await foreach (StoredVerdict verdict in Queries.ReadAsync(ParityScope.Everything, outcome, 10, Cancellation))
        {
            kept.Add(verdict);
        }

        return Assert.Single(kept).Verdict;
    }

    /// <summary>Why calls failed or were not compared.</summary>
    public async Task<Dictionary<string, long>> ReasonsAsync() => (await SummarizeAsync())
        .SelectMany(row => row.Reasons).GroupBy(each => each.Reason)
        .ToDictionary(each => each.Key, each => each.Sum(one => one.Calls));

    /// <summary>Everything that stands in any column of any table about comparisons.</summary>
    public async Task<string> EverythingStoredAsync()
    {
        await using NpgsqlCommand command = stage.Database.Command("""
            SELECT coalesce((SELECT string_agg(v::text, ' ') FROM parity_verdict v), '')
                || coalesce((SELECT string_agg(t::text, ' ') FROM parity_tally t), '')
                || coalesce((SELECT string_agg(k::text, ' ') FROM parity_kept k), '')
            """);
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
