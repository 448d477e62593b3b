namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>What a simulation has found so far; several may be added up.</summary>
internal sealed class SimulationTally
{
    /// <summary>Bills kept at either end.</summary>
    public const int Extremes = 10;

    private readonly Dictionary<string, ClassTally> _classes = new(StringComparer.Ordinal);
    private readonly List<SimulatedBill> _losers = [];
    private readonly List<SimulatedBill> _winners = [];

    public long[] Bands { get; } = new long[ChangeBand.Names.Count];

    /// <summary>Rated with the present prices twice, as the proposal says nothing of their class.</summary>
    public long WithoutProposal { get; set; }

    /// <summary>Why contracts could not be rated, and how many.</summary>
    public SortedDictionary<string, long> NotRated { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ClassTally> Classes => _classes.Values.OrderByDescending(one => one.RevenueBefore);

    public ClassTally Total
    {
        get
        {
            ClassTally total = new("all");
            foreach (ClassTally one in _classes.Values)
            {
                total.Add(one);
            }

            return total;
        }
    }

    /// <summary>Who pays most more, first.</summary>
    public IReadOnlyList<SimulatedBill> Losers => _losers;

    public IReadOnlyList<SimulatedBill> Winners => _winners;

    public void Add(SimulatedBill bill)
    {
        ClassOf(bill.Class).Add(bill);
        Bands[ChangeBand.Of(bill)]++;
        Keep(bill);
    }

    public void Skip(string reason, long contracts = 1) =>
        NotRated[reason] = NotRated.GetValueOrDefault(reason) + contracts;

    public void Add(SimulationTally other)
    {
        foreach (ClassTally one in other._classes.Values)
        {
            ClassOf(one.Name).Add(one);
        }

        foreach ((string reason, long contracts) in other.NotRated)
        {
            Skip(reason, contracts);
        }

        for (int band = 0; band < Bands.Length; band++)
        {
            Bands[band] += other.Bands[band];
        }

        WithoutProposal += other.WithoutProposal;
        other._losers.ForEach(Keep);
        other._winners.ForEach(Keep);
    }

    private void Keep(SimulatedBill bill)
    {
        if (bill.Change != 0)
        {
            Insert(bill.Change > 0 ? _losers : _winners, bill);
        }
    }

    /// <summary>
    /// The largest first; of equal ones the lower contract, so that the report is the same every time.
    /// </summary>
    private static void Insert(List<SimulatedBill> bills, SimulatedBill bill)
    {
        int at = bills.FindIndex(other => Math.Abs(bill.Change) > Math.Abs(other.Change)
            || Math.Abs(bill.Change) == Math.Abs(other.Change) && bill.Contract < other.Contract);
        bills.Insert(at < 0 ? bills.Count : at, bill);
        if (bills.Count > Extremes)
        {
            bills.RemoveAt(Extremes);
        }
    }

    private ClassTally ClassOf(string name) =>
        _classes.TryGetValue(name, out ClassTally? tally) ? tally : _classes[name] = new ClassTally(name);
}
