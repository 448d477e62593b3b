using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>One batch: its samples, what is held for them, and what comes of them.</summary>
internal sealed class ReadingWork
{
    private readonly IReadOnlyList<MeterSample> _samples;
    private readonly MeteredDevice?[] _devices;
    private readonly Dictionary<int, MeterStanding> _standings = [];
    private readonly Dictionary<int, HeldContract> _contracts = [];

    public ReadingWork(IReadOnlyList<MeterSample> samples, DeviceRegistry registry)
    {
        _samples = samples;
        Fates = new SampleFate[samples.Count];
        _devices = new MeteredDevice?[samples.Count];
        List<int> order = new(samples.Count);
        HashSet<int> contracts = [];
        for (int at = 0; at < samples.Count; at++)
        {
            Fates[at] = SampleFate.UnknownDevice;
            if ((_devices[at] = registry.Find(samples[at].Device)) is { } device)
            {
                order.Add(at);
                contracts.Add(device.Contract.Value);
            }
        }

        order.Sort(Compare);
        Order = order;
        Contracts = [.. contracts];
    }

    public SampleFate[] Fates { get; }

    /// <summary>Places of known devices' samples, by device and instant.</summary>
    public IReadOnlyList<int> Order { get; }

    public int[] Contracts { get; }

    public List<CountedReading> Readings { get; } = [];

    public List<ClosedCycle> Closed { get; } = [];

    public List<AlertChange> Alerts { get; } = [];

    /// <summary>Late or decided readings that may move the bounds of their cycle and of those after it.</summary>
    public HashSet<(MeteredDevice Device, CycleDays Cycle)> Recounts { get; } = [];

    /// <summary>Cycles in which a late reading was kept: it may move water between hours.</summary>
    public HashSet<(ContractNumber Contract, CycleDays Cycle)> Late { get; } = [];

    /// <summary>Why charges of <see cref="Corrected"/> change.</summary>
    public string Cause { get; init; } = "late-reading";

    /// <summary>Charges that change by a late reading or a decision, by cycle.</summary>
    public HashSet<(ContractNumber Contract, int Cycle)> Corrected { get; } = [];

    public IEnumerable<HeldContract> Held => _contracts.Values;

    public List<MeterStanding> Changed => [.. _standings.Values.Where(one => one.Changed)];

    public MeterSample Sample(int place) => _samples[place];

    public MeteredDevice Device(int place) => _devices[place]!;

    public MeterStanding Standing(MeteredDevice device) => Standing(device.Number);

    public MeterStanding Standing(int device) => _standings[device];

    public bool IsHeld(MeteredDevice device) => _standings.ContainsKey(device.Number);

    public HeldContract Contract(ContractNumber number) => _contracts[number.Value];

    public void Hold(List<MeterStanding> standings)
    {
        foreach (MeterStanding standing in standings)
        {
            _standings[standing.Device] = standing;
            if (!_contracts.TryGetValue(standing.Contract.Value, out HeldContract? contract))
            {
                _contracts[standing.Contract.Value] = contract = new HeldContract(standing.Contract);
            }

            contract.Add(standing);
        }

        foreach (HeldContract contract in _contracts.Values)
        {
            contract.Begin();
        }
    }

    /// <summary>Those that are not newer than all that their meter sent.</summary>
    public List<int> LatePlaces()
    {
        List<int> late = [];
        foreach (int place in Order)
        {
            MeteredDevice device = Device(place);
            if (IsHeld(device) && _samples[place].At <= Standing(device).State.HeardAt)
            {
                late.Add(place);
            }
        }

        return late;
    }

    private int Compare(int left, int right)
    {
        int order = _devices[left]!.Number.CompareTo(_devices[right]!.Number);
        order = order != 0 ? order : _samples[left].At.CompareTo(_samples[right].At);
        return order != 0 ? order : left.CompareTo(right);
    }
}
