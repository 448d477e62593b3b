using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>Counts what the lines came to, and how far all of them are done.</summary>
internal sealed class ReplayTally(long firstLine)
{
    /// <summary>Findings and broken lines that are shown; all are counted.</summary>
    public const int ShownLimit = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Service, string Operation, string Group), RowCount> _rows = [];
    private readonly SortedSet<long> _underWay = [];
    private readonly List<ReplayFinding> _shown = [];
    private readonly List<ReplayCall.Broken> _broken = [];
    private long _next = firstLine;

    public int Broken { get; private set; }

    public long Different { get; private set; }

    public IReadOnlyList<ReplayFinding> Shown => _shown;

    public IReadOnlyList<ReplayCall.Broken> ShownBroken => _broken;

    /// <summary>Every line before it is done.</summary>
    public long ResumeAt
    {
        get
        {
            lock (_lock)
            {
                return _underWay.Count > 0 ? _underWay.Min : _next;
            }
        }
    }

    public void Start(long line)
    {
        lock (_lock)
        {
            _underWay.Add(line);
            _next = line + 1;
        }
    }

    public void Finish(ReplayCall.Broken broken)
    {
        lock (_lock)
        {
            _underWay.Remove(broken.Line);
            Broken++;
            if (_broken.Count < ShownLimit)
            {
                _broken.Add(broken);
            }
        }
    }

    public void Finish(ReplayFinding finding)
    {
        VerdictRecord verdict = finding.Verdict;
        lock (_lock)
        {
            _underWay.Remove(finding.Line);
            var key = (verdict.Service, verdict.Operation, verdict.Group);
            (_rows.TryGetValue(key, out RowCount? row) ? row : _rows[key] = new RowCount()).Add(verdict);
            bool isDifferent = verdict.Outcome == CallOutcome.Different;
            Different += isDifferent ? 1 : 0;
            if (isDifferent && _shown.Count < ShownLimit)
            {
                _shown.Add(finding);
            }
        }
    }

    public IReadOnlyList<ParitySummaryRow> Summarize() =>
    [
        .. _rows.OrderBy(row => row.Key)
            .Select(row => row.Value.ToRow(row.Key.Service, row.Key.Operation, row.Key.Group)),
    ];

    /// <summary>The calls of one operation and group.</summary>
    private sealed class RowCount
    {
        private readonly Dictionary<CallOutcome, long> _calls = [];
        private readonly Dictionary<(CallOutcome Outcome, string Reason), long> _reasons = [];
        private decimal _money;
        private TimeSpan _primary;
        private TimeSpan _candidate;
        private int _timed;

        public void Add(VerdictRecord verdict)
        {
            _calls[verdict.Outcome] = _calls.GetValueOrDefault(verdict.Outcome) + 1;
            if (verdict.Reason.Length > 0)
            {
                var reason = (verdict.Outcome, verdict.Reason);
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            }

            _money += verdict.Outcome == CallOutcome.Different ? verdict.MoneyDelta : 0;
            _primary += verdict.PrimaryTook;
            _candidate += verdict.CandidateTook ?? TimeSpan.Zero;
            _timed += verdict.CandidateTook is null ? 0 : 1;
        }

        public ParitySummaryRow ToRow(string service, string operation, string group) => new(
            service, operation, group, _calls,
            [
                .. _reasons.OrderByDescending(reason => reason.Value)
                    .Select(reason => (reason.Key.Outcome, reason.Key.Reason, reason.Value)),
            ],
            _money, _primary / _calls.Values.Sum(), _timed == 0 ? null : _candidate / _timed);
    }
}
