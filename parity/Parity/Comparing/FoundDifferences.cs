namespace Strangler.Parity.Comparing;

/// <summary>Collects differences, tells those that a rule hides apart, and says what it comes to.</summary>
internal sealed class FoundDifferences(IReadOnlyList<ParityRule> rules, DateTimeOffset now)
{
    private readonly List<Difference> _open = [];
    private readonly List<Difference> _hidden = [];
    private readonly SortedSet<long> _rulesUsed = [];
    private bool _anyOpen;
    private decimal _money;

    public void Add(string path, string? primary, string? candidate, decimal? moneyDelta = null)
    {
        Difference difference = new(path, primary, candidate, moneyDelta);
        if (rules.FirstOrDefault(rule => rule.Hides(difference, now)) is { } hiding)
        {
            _rulesUsed.Add(hiding.Id);
            Keep(_hidden, difference);
            return;
        }

        _anyOpen = true;
        _money += Math.Abs(moneyDelta ?? 0);
        Keep(_open, difference);
    }

    /// <summary>A difference that lies in the nature of the thing: ignored without a rule, and still told.</summary>
    public void Ignore(string path, string primary, string candidate) =>
        Keep(_hidden, new Difference(path, primary, candidate, null));

    public Verdict Verdict() => _anyOpen ? new Verdict.Different(_open, _money)
        : _hidden.Count > 0 ? new Verdict.Ignored(_hidden, [.. _rulesUsed])
        : new Verdict.Same();

    private static void Keep(List<Difference> differences, Difference difference)
    {
        if (differences.Count < Judge.DifferenceLimit)
        {
            differences.Add(difference);
        }
    }
}
