using Strangler.Gateway.Metering;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>Counts what a worker kept, and lets somebody wait for it.</summary>
internal sealed class BenchTally : IMeterTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private TaskCompletionSource? _reached;
    private long _wanted;
    private long _messages;

    /// <summary>Told of each batch.</summary>
    public Action<int>? Each { get; set; }

    public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages)
    {
        Each?.Invoke(messages);
        lock (_lock)
        {
            foreach ((string outcome, long count) in outcomes)
            {
                _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + count;
            }

            _messages += messages;
            if (_messages >= _wanted)
            {
                _reached?.TrySetResult();
            }
        }
    }

    /// <summary>Until so many messages more than when it was called are kept.</summary>
    public Task Wait(long more)
    {
        lock (_lock)
        {
            return Until(_messages + more);
        }
    }

    /// <summary>Until so many messages are kept in all.</summary>
    public Task Until(long all)
    {
        lock (_lock)
        {
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted = all;
            if (_messages >= _wanted)
            {
                _reached.SetResult();
            }

            return _reached.Task;
        }
    }

    public long Of(string outcome)
    {
        lock (_lock)
        {
            return _outcomes.GetValueOrDefault(outcome);
        }
    }
}
