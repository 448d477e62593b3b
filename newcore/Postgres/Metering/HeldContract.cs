using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Readings;

namespace Strangler.Postgres.Metering;

/// <summary>A contract whose rows are held while readings are added to it.</summary>
internal sealed class HeldContract(ContractNumber number)
{
    private readonly List<MeterStanding> _meters = [];
    private (int Cycle, int Quantity, DateOnly Upto) _before;
    private long _litresBefore;

    public ContractNumber Number => number;

    /// <summary>The cycle of its newest count; a number of 0 before there is one.</summary>
    public CycleDays Cycle
    {
        get
        {
            CycleDays newest = _meters[0].Cycle;
            foreach (MeterStanding meter in _meters)
            {
                newest = meter.Cycle.Number > newest.Number ? meter.Cycle : newest;
            }

            return newest;
        }
    }

    public void Add(MeterStanding meter) => _meters.Add(meter);

    /// <summary>Once all its meters are there.</summary>
    public void Begin() => (_before, _litresBefore) = (Now, Litres);

    /// <summary>Whether what is charged is another than before.</summary>
    public bool Changed => Now != _before;

    /// <summary>Whether any water was counted, be it less than a cubic metre.</summary>
    public bool Moved => Changed || Litres != _litresBefore;

    /// <summary>Whole cubic metres of the newest cycle, and the day of its last count.</summary>
    public (int Cycle, int Quantity, DateOnly Upto) Now
    {
        get
        {
            int cycle = Cycle.Number;
            (int quantity, DateTimeOffset? last) = (0, null);
            foreach (MeterStanding meter in _meters)
            {
                if (meter.Cycle.Number == cycle && meter.State is { Opening: { } opening, Latest: { } latest })
                {
                    quantity += LitreCount.Billed(opening.Litres, meter.State.Used);
                    last = last is null || latest.At > last ? latest.At : last;
                }
            }

            return (cycle, quantity, last is { } upto ? LocalDay.Of(upto) : default);
        }
    }

    private long Litres
    {
        get
        {
            long litres = 0;
            foreach (MeterStanding meter in _meters)
            {
                litres += meter.State.Used;
            }

            return litres;
        }
    }
}
