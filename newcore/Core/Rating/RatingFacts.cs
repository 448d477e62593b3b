using Strangler.Core.Identity;

namespace Strangler.Core.Rating;

/// <summary>
/// Everything a bill depends on besides its plan. Reused for bill after bill; no text is made per bill.
/// </summary>
public sealed class RatingFacts
{
    /// <summary>The first and last day of the period, inclusive.</summary>
    public DateOnly PeriodStart { get; set; }

    public DateOnly PeriodEnd { get; set; }

    /// <summary>
    /// Days in service: a full period counts all its days; from an entry day, exclusive, to the end.
    /// </summary>
    public int Days { get; set; }

    /// <summary>Billed cubic metres (or the unit of the service).</summary>
    public decimal Quantity { get; set; }

    /// <summary>Dwellings or other units served; at least 1.</summary>
    public int Units { get; set; } = 1;

    /// <summary>Nominal diameter in millimetres; 0 where there is no meter.</summary>
    public int MeterSize { get; set; }

    /// <summary>Services the contract has: bit per <see cref="ServiceFlags"/>.</summary>
    public ServiceFlags Services { get; set; }

    /// <summary>Social programmes in force on the last day; empty mostly.</summary>
    public IReadOnlyList<string> Programmes { get; set; } = [];

    /// <summary>Billing zone, for surcharges: <c>1/M08</c>.</summary>
    public string Zone { get; set; } = "";

    /// <summary>What is overdue on the bill date.</summary>
    public Money Overdue { get; set; }

    /// <summary>The rounding remainder of the bill before, in pesos.</summary>
    public decimal Carried { get; set; }

    /// <summary>Another plan of the account has charged what is charged once per account.</summary>
    public bool AccountCharged { get; set; }

    /// <summary>Connection, reconnection, penalties... of the period.</summary>
    public IReadOnlyList<ChargeableEvent> Events { get; set; } = [];

    /// <summary>Quantities with an instant or category, for time-of-day and category prices.</summary>
    public IReadOnlyList<UsageSlice> Usage { get; set; } = [];
}
