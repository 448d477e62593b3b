using Npgsql;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Ends a chunk: all it made and its new state in one transaction, so that it is there whole and once, or not at all.
/// </summary>
internal sealed class ChunkWriter(Database database, LedgerStore ledger, PlanNumbers plans, TimeProvider time)
{
    public const string Source = "billing-run";
    public const string SimulationSource = "billing-simulation";

    /// <returns>False where the lease was lost: somebody else does the chunk, and nothing was written.</returns>
    public async Task<bool> SaveAsync(
        BillingRun run, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        await plans.AddAsync(result.Lines.Select(line => line.Plan).Distinct(), cancellation);
        var numbers = await plans.CopyAsync(cancellation);
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (!run.Simulated)
        {
            await ChunkRows.CopyDocumentsAsync(connection, claim, result, cancellation);
            await ChunkRows.CopyLinesAsync(connection, result, numbers, cancellation);
        }

        if (run is { Simulated: false, Held: true })
        {
            await DraftRows.CopyAsync(connection, claim, result, cancellation);
        }
        else if (!run.Simulated)
        {
            await PostAsync(connection, transaction, result.Entries, cancellation);
        }

        await WriteTotalsAsync(connection, run, claim, result, cancellation);
        string state = run.Simulated ? "simulated" : run.Held ? "rated" : "posted";
        if (!await ChunkTotals.FinishAsync(connection, claim, result, state, cancellation))
        {
            return false;
        }

        if (run is { Simulated: false, Held: false })
        {
            await DocumentNumbers.TakeAsync(connection, claim.Run, claim.Number, result.Series, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Posts a chunk that was rated before and held.</summary>
    /// <returns>False where the lease was lost.</returns>
    public async Task<bool> PostHeldAsync(BillingRun run, ChunkClaim claim, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        List<EntryDraft> entries = await DraftRows.TakeAsync(connection, run, claim, cancellation);
        await PostAsync(connection, transaction, entries, cancellation);
        if (!await ChunkTotals.PostedAsync(connection, claim, cancellation))
        {
            return false;
        }

        await DocumentNumbers.TakeAsync(
            connection, claim.Run, claim.Number,
            await DraftRows.SeriesAsync(connection, claim, cancellation), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task PostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<EntryDraft> entries,
        CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        IReadOnlyList<LedgerOutcome> outcomes =
            await ledger.AppendAsync(connection, transaction, entries, cancellation);
        if (outcomes.OfType<LedgerOutcome.Refused>().FirstOrDefault() is { } refused)
        {
            // What a bill alone can be refused for was looked at when it was rated.
            throw new BillingFailureException($"The ledger refused an entry: {refused.Detail}");
        }
    }

    private async Task WriteTotalsAsync(
        NpgsqlConnection connection, BillingRun run, ChunkClaim claim, ChunkResult result,
        CancellationToken cancellation)
    {
        await ChunkTotals.WriteAsync(connection, claim, result, cancellation);
        await BillingExceptionStore.ReplaceAsync(
            connection, run.Simulated ? SimulationSource : Source, new BillScope(run.Group, run.Cycle),
            claim.Contracts, result.Parked, time.GetUtcNow(), cancellation);
    }
}
