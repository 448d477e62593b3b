namespace Strangler.Postgres.Ledger;

/// <summary>How much may wait to be posted, and how long.</summary>
/// <param name="Waiting">Drafts in the queue; who comes then waits for a place.</param>
/// <param name="Batch">Drafts of one transaction.</param>
/// <param name="Wait">Of a caller, from its call to its outcome.</param>
internal sealed record PostingQueueLimits(int Waiting, int Batch, TimeSpan Wait)
{
    public static readonly PostingQueueLimits Usual = new(4_096, 256, TimeSpan.FromSeconds(10));
}
