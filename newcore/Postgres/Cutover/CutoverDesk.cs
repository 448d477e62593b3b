using System.Data;
using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>The steps of a group to the native core, and back.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class CutoverDesk(Database database, TimeProvider time)
{
    internal const int QuerySeconds = 300;

    /// <summary>
    /// Brings the opening balances over. What is there is left alone: after a kill, or another import, do it again.
    /// </summary>
    /// <param name="progress">Told the contracts done, and all.</param>
    public Task<CutoverOutcome> PrepareAsync(
        BillingGroup group, string who, string why, IProgress<(int Done, int All)>? progress,
        CancellationToken cancellation) =>
        new OpeningBalances(database, time).BringOverAsync(group, who, why, progress, cancellation);

    /// <summary>Compares, to the centavo: a group that agrees is reconciled, one that does not is so no more.</summary>
    public Task<CutoverOutcome> ReconcileAsync(
        BillingGroup group, string who, string why, CancellationToken cancellation) => CompareAsync(
        group, CutoverState.Reconciled, state => state is CutoverState.Prepared or CutoverState.Reconciled, who, why,
        cancellation);

    /// <summary>Compares once more, and the group is the native core's from here.</summary>
    public Task<CutoverOutcome> GoAsync(
        BillingGroup group, string who, string why, CancellationToken cancellation) => CompareAsync(
        group, CutoverState.CutOver, state => state == CutoverState.Reconciled, who, why, cancellation);

    /// <summary>Takes the opening balances back, while nothing else was posted.</summary>
    /// <param name="moving">Service and name of the operations that move money natively.</param>
    public async Task<CutoverOutcome> RollBackAsync(
        BillingGroup group, string who, string why, IReadOnlyList<(string Service, string Operation)> moving,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        (CutoverState? state, int attempt) = await CutoverRows.LockAsync(connection, group, cancellation);
        if (state is null or CutoverState.RolledBack)
        {
            return new CutoverOutcome.Refused($"Billing group {group} has nothing to roll back.");
        }

        if (await NativeTraces.FindAsync(connection, group, moving, cancellation) is { } trace)
        {
            return new CutoverOutcome.Refused($"Billing group {group} cannot be rolled back: {trace}");
        }

        await using LedgerStore ledger = new(database, time);
        OpeningBatch batch = new(ledger, connection, transaction, group, attempt, who, why);
        await batch.WriteAsync(
            await OpeningBalances.ContractsAsync(connection, group, cancellation), withdraw: true,
            LocalDay.Of(time.GetUtcNow()), cancellation);
        await CutoverRows.SetAsync(
            connection, group, CutoverState.RolledBack, who, why, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return new CutoverOutcome.Moved(CutoverState.RolledBack);
    }

    private async Task<CutoverOutcome> CompareAsync(
        BillingGroup group, CutoverState wanted, Func<CutoverState?, bool> mayBegin, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction moment =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        (CutoverState? state, _) = await CutoverRows.LockAsync(connection, group, cancellation);
        if (!mayBegin(state))
        {
            return new CutoverOutcome.Refused(state == CutoverState.CutOver
                ? $"Billing group {group} is the native core's already."
                : CutoverGate.WhyNotNative(group, state)!);
        }

        CutoverReport report = await CutoverComparison.CompareAsync(connection, group, cancellation);
        if (report.Agrees)
        {
            await CutoverRows.SetAsync(connection, group, wanted, who, why, time.GetUtcNow(), cancellation);
        }
        else if (state == CutoverState.Reconciled)
        {
            await CutoverRows.UnreconcileAsync(connection, group, who, time.GetUtcNow(), cancellation);
        }

        await moment.CommitAsync(cancellation);
        return report.Agrees && wanted == CutoverState.CutOver
            ? new CutoverOutcome.Moved(wanted)
            : new CutoverOutcome.Compared(report);
    }
}
