namespace Strangler.Pac.Sandbox.Failures;

/// <summary>How often the sandbox misbehaves, by chance with a seed, so that a run can be repeated.</summary>
internal sealed class FailurePlan
{
    public const int MostDelayMs = 600_000;

    private readonly Lock _lock = new();
    private SortedDictionary<FailureMode, decimal> _rates = [];
    private Random _random = new(1);

    /// <summary>Of Late and LateStamp.</summary>
    public TimeSpan Delay { get; private set; } = TimeSpan.FromSeconds(2);

    /// <summary>The share of calls, 0 to 1, by mode.</summary>
    public IReadOnlyDictionary<FailureMode, decimal> Rates
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<FailureMode, decimal>(_rates);
            }
        }
    }

    public void Set(IReadOnlyDictionary<FailureMode, decimal> rates, int seed, TimeSpan delay)
    {
        lock (_lock)
        {
            _rates = new SortedDictionary<FailureMode, decimal>(rates.ToDictionary());
            _random = new Random(seed);
            Delay = delay;
        }
    }

    /// <returns>Null: this call goes well.</returns>
    public FailureMode? Next()
    {
        lock (_lock)
        {
            decimal dice = _random.Next(1_000_000) / 1_000_000m;
            foreach ((FailureMode mode, decimal rate) in _rates)
            {
                if ((dice -= rate) < 0)
                {
                    return mode;
                }
            }

            return null;
        }
    }
}
