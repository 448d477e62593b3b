namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>What goes wrong with a simulated meter; several may.</summary>
[Flags]
internal enum MeterBehaviour
{
    None = 0,

    /// <summary>A little water runs all the time, and after a day the meter says so.</summary>
    Leak = 1,

    /// <summary>Now and then the count stands for days while water runs.</summary>
    Stuck = 2,

    /// <summary>Now and then a few litres run backwards, and the meter says so.</summary>
    Reversed = 4,

    /// <summary>The dials begin near their end, and turn over within days.</summary>
    ClockOver = 8,

    /// <summary>Some readings arrive behind newer ones.</summary>
    Late = 16,

    /// <summary>Some readings arrive twice.</summary>
    Duplicates = 32,

    /// <summary>Now and then the network is away, and all readings of that time come at once.</summary>
    Outage = 64,
}
