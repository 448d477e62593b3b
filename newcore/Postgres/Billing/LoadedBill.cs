using Strangler.Core.Billing;

namespace Strangler.Postgres.Billing;

/// <summary>A contract of a range: ready to be billed, not in service in the period, or parked with a reason.</summary>
public sealed class LoadedBill
{
    public BillInput Input { get; } = new();

    /// <summary>False: supply begins after the period or ended before it, and nothing is billed.</summary>
    public bool InService { get; internal set; }

    /// <summary>One of <see cref="ParkingReason"/>; null where the bill can be worked out.</summary>
    public string? Reason { get; private set; }

    public string Detail { get; private set; } = "";

    /// <summary>How many of its readings are older than the period; they come first.</summary>
    public int FirstOfPeriod { get; internal set; }

    /// <summary>Null where no event was told.</summary>
    internal ServiceSpans? Service { get; set; }

    internal int ServicePoint { get; set; }

    /// <summary>The first reason stays.</summary>
    public void Park(string reason, string detail)
    {
        if (Reason is null)
        {
            (Reason, Detail) = (reason, detail);
        }
    }

    public BillingException ToException() => new(Input.Contract, Input.Group, Input.Cycle, Reason!, Detail);
}
