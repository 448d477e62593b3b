namespace Strangler.Postgres.Billing;

/// <param name="Workers">Chunks this process works on at once.</param>
/// <param name="Lease">For how long a chunk is left to a worker that says nothing.</param>
public sealed record WorkerOptions(int Workers, TimeSpan Lease)
{
    public const int MostWorkers = 32;

    public static readonly WorkerOptions Usual = new(2, TimeSpan.FromSeconds(60));
}
