using System.Collections.Concurrent;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Counts the calls that were to be compared and are not: there may be many, so each is only two sums.
/// </summary>
internal sealed class SkippedCalls
{
    private readonly ConcurrentDictionary<Key, Sum> _sums = new();

    public void Add(Operation operation, RoutePlan plan, Side primary, string reason, TimeSpan took) =>
        _sums.GetOrAdd(new Key(operation.Index, plan, primary, reason), static _ => new Sum()).Add(took);

    /// <summary>What was counted since the last time, a record for each kind.</summary>
    public IEnumerable<VerdictRecord> Take(DateTimeOffset now)
    {
        foreach ((Key key, Sum sum) in _sums)
        {
            (long calls, TimeSpan took) = sum.Take();
            if (calls > 0)
            {
                Operation operation = ContractCatalog.AquaCis.Operations[key.Operation];
                yield return new VerdictRecord(
                    now, operation.Service, operation.Name, key.Plan.Group?.ToString() ?? "",
                    key.Plan.Version, key.Primary == Side.Native, CallOutcome.NotCompared, took / calls, null)
                {
                    Reason = key.Reason,
                    Calls = calls,
                };
            }

            // Not at once, for somebody may just be adding to it.
            if (sum.Rests(calls))
            {
                _sums.TryRemove(key, out _);
            }
        }
    }

    private readonly record struct Key(int Operation, RoutePlan Plan, Side Primary, string Reason);

    private sealed class Sum
    {
        private long _calls;
        private long _ticks;
        private bool _idle;

        public void Add(TimeSpan took)
        {
            Interlocked.Add(ref _ticks, took.Ticks);
            Interlocked.Increment(ref _calls);
        }

        public (long Calls, TimeSpan Took) Take() =>
            (Interlocked.Exchange(ref _calls, 0), new TimeSpan(Interlocked.Exchange(ref _ticks, 0)));

        /// <summary>Nothing came, nor before.</summary>
        public bool Rests(long calls)
        {
            bool before = _idle;
            _idle = calls == 0;
            return _idle && before;
        }
    }
}
