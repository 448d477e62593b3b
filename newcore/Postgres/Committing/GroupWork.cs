using Npgsql;

namespace Strangler.Postgres.Committing;

/// <summary>Does all items within a transaction that its caller commits.</summary>
/// <returns>What became of each, in their order.</returns>
internal delegate Task<IReadOnlyList<TOutcome>> GroupWork<TItem, TOutcome>(
    NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<TItem> items,
    CancellationToken cancellation);
