using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>
/// Gathers verdicts for the database; who fills a batch writes it, so that a slow database slows the replay.
/// </summary>
internal sealed class VerdictBatch(VerdictStore store) : IDisposable
{
    private const int Size = 500;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<VerdictRecord> _batch = [];

    public async ValueTask AddAsync(VerdictRecord verdict, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            _batch.Add(verdict);
            if (_batch.Count == Size)
            {
                await WriteAsync(cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What is left, when nobody adds any more.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        await store.WriteAsync(_batch, cancellation);
        _batch.Clear();
    }

    public void Dispose() => _one.Dispose();
}
