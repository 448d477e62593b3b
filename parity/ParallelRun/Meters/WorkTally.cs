using Strangler.Gateway.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary>Shows every ten seconds what was kept, by whichever session.</summary>
internal sealed class WorkTally(TextWriter output, TimeProvider time) : IMeterTally
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private DateTimeOffset _next = time.GetUtcNow();

    public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages)
    {
        lock (_lock)
        {
            foreach ((string outcome, long count) in outcomes)
            {
                _counts[outcome] = _counts.GetValueOrDefault(outcome) + count;
            }

            if (time.GetUtcNow() >= _next)
            {
                _next = time.GetUtcNow() + Every;
                output.WriteLine(string.Join(", ", _counts.Select(one => $"{one.Key} {one.Value:N0}")));
            }
        }
    }
}
