using Strangler.Core.Expressions;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>
/// One bill while it is rated: what is known of it, the sums so far, and the part of the period in hand.
/// </summary>
internal sealed partial class RatingState : FormulaScope
{
    private decimal[] _exactSums = new decimal[8];

    public CompiledPlan Plan { get; private set; } = null!;

    public RatingFacts Facts { get; private set; } = null!;

    public RatedBill Bill { get; private set; } = null!;

    public int Units { get; private set; }

    public int MeterSize { get; private set; }

    public decimal PerUnit { get; private set; }

    /// <summary>The quantity, where it is a whole number that fits the scaled arithmetic.</summary>
    public long Whole { get; private set; }

    public long WholePerUnit { get; private set; }

    /// <summary>64-bit arithmetic gives the same centavos as decimals.</summary>
    public bool Fast { get; private set; }

    /// <summary>Centavos of the segment's lines by the plan's concepts.</summary>
    public long[] Sums { get; private set; } = new long[8];

    public int PeriodDays { get; private set; }

    /// <summary>False where the facts cannot be billed; the bill says why.</summary>
    public bool Begin(RatingFacts facts, RatedBill bill)
    {
        (Facts, Bill) = (facts, bill);
        bill.Clear();
        PeriodDays = facts.PeriodEnd.DayNumber - facts.PeriodStart.DayNumber + 1;
        _eventsReady = false;
        if (facts.Quantity < 0)
        {
            Park(RatingProblemCode.NegativeQuantity, $"{facts.Quantity}");
        }
        else if (PeriodDays < 1 || facts.Days < 0 || facts.Days > PeriodDays)
        {
            Park(RatingProblemCode.WrongPeriod,
                $"{facts.PeriodStart:yyyy-MM-dd} to {facts.PeriodEnd:yyyy-MM-dd}, {facts.Days} days in service");
        }

        return bill.Problem is null;
    }

    /// <summary>Takes up a plan: its prices, units and part of the period hold until the next.</summary>
    public bool Enter(CompiledPlan plan, int units, int meterSize)
    {
        (Plan, Units, MeterSize) = (plan, units, meterSize);
        if (units < 1)
        {
            Park(RatingProblemCode.NoUnits, $"{units}");
            return false;
        }

        if (Sums.Length < plan.Concepts.Length)
        {
            Sums = new long[plan.Concepts.Length];
            _exactSums = new decimal[plan.Concepts.Length];
        }

        Array.Clear(Sums, 0, plan.Concepts.Length);
        if (!plan.LineCentavos)
        {
            Array.Clear(_exactSums, 0, plan.Concepts.Length);
        }

        ReadQuantity();
        TakeWholePeriod();
        return true;
    }

    public void Park(RatingProblemCode code, string detail) => Bill.Problem ??= new RatingProblem(code, detail);

    /// <summary>Pesos of a concept so far, as exact as the plan keeps lines.</summary>
    public decimal AmountAt(int slot) => Plan.LineCentavos ? Sums[slot] / 100m : _exactSums[slot];

    /// <summary>A fraction above .50 of a cubic metre rounds up, .50 or less down.</summary>
    public static decimal UnitShare(decimal quantity, int units)
    {
        decimal whole = decimal.Floor(quantity / units);
        return (quantity - (whole * units)) * 2 > units ? whole + 1 : whole;
    }

    private void ReadQuantity()
    {
        decimal quantity = Facts.Quantity;
        Whole = -1;
        if (quantity <= Scaled.HighestQuantity && Units <= Scaled.MostUnits && decimal.IsInteger(quantity))
        {
            Whole = (long)quantity;
            long each = Units == 1 ? Whole : Whole / Units;
            WholePerUnit = (Whole - (each * Units)) * 2 > Units ? each + 1 : each;
            PerUnit = WholePerUnit;
        }
        else
        {
            PerUnit = UnitShare(quantity, Units);
        }
    }
}
