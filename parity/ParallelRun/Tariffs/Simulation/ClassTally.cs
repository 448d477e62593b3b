namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>
/// What a proposal does to one class of customers. Pesos; revenue is without tax, what is paid with it.
/// </summary>
internal sealed class ClassTally(string name)
{
    /// <summary>Below this a bill counts as the same: half a centavo of rounding is no gain.</summary>
    private const decimal Noticeable = 0.01m;

    public string Name { get; } = name;

    public long Contracts { get; private set; }
    public decimal CubicMetres { get; private set; }
    public decimal RevenueBefore { get; private set; }
    public decimal RevenueAfter { get; private set; }
    public long Winners { get; private set; }
    public long Losers { get; private set; }

    public decimal Delta => RevenueAfter - RevenueBefore;

    /// <summary>Of the revenue before; null where there was none.</summary>
    public decimal? Share => RevenueBefore == 0 ? null : Delta / RevenueBefore;

    public void Add(SimulatedBill bill)
    {
        Contracts++;
        CubicMetres += bill.CubicMetres;
        RevenueBefore += bill.RevenueBefore;
        RevenueAfter += bill.RevenueAfter;
        Winners += bill.Change <= -Noticeable ? 1 : 0;
        Losers += bill.Change >= Noticeable ? 1 : 0;
    }

    public void Add(ClassTally other)
    {
        Contracts += other.Contracts;
        CubicMetres += other.CubicMetres;
        RevenueBefore += other.RevenueBefore;
        RevenueAfter += other.RevenueAfter;
        Winners += other.Winners;
        Losers += other.Losers;
    }
}
