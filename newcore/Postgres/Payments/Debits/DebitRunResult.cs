using Strangler.Core.Payments.Providers;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>What a collection run has done.</summary>
/// <param name="Noticed">To be told to the customers now.</param>
/// <param name="Batch">To be sent to the bank; null: nothing is to be debited today.</param>
/// <param name="AboveMost">Debts above what the customer allows at once: left alone.</param>
/// <param name="Dropped">Noticed before, and paid otherwise or not allowed any more.</param>
public sealed record DebitRunResult(
    IReadOnlyList<DebitNotice> Noticed, DebitBatch? Batch, int AboveMost, int Dropped);
