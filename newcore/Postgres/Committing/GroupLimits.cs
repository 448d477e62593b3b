namespace Strangler.Postgres.Committing;

/// <summary>How much may wait to be done, and how long.</summary>
/// <param name="Waiting">Items in the queue; who comes then waits for a place.</param>
/// <param name="Batch">Items of one transaction.</param>
/// <param name="Wait">Of a caller, from its call to its outcome.</param>
internal sealed record GroupLimits(int Waiting, int Batch, TimeSpan Wait)
{
    public static readonly GroupLimits Usual = new(4_096, 256, TimeSpan.FromSeconds(10));
}
