using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Core.Billing;

/// <summary>
/// What the native side knows of one contract when it bills one period. Reused for contract after contract by whoever
/// loads it (newcore/Postgres/Billing).
/// </summary>
public sealed class BillInput
{
    public ContractNumber Contract { get; set; }

    public BillingGroup Group { get; set; }

    public BillingCycle Cycle { get; set; }

    /// <summary>The tariff plan's code; where concepts have plans of their own, that of their combination.</summary>
    public string Plan { get; set; } = "";

    /// <summary>The first day of supply, and the last where it has ended.</summary>
    public DateOnly Since { get; set; }

    public DateOnly? Until { get; set; }

    /// <summary>From this day on daily segments of a prepaid agreement charge it; null: it has none.</summary>
    public DateOnly? PrepaidSince { get; set; }

    /// <summary>Of agreements that have ended: days that segments have charged.</summary>
    public List<ServiceSpan> PrepaidBefore { get; } = [];

    /// <summary>Where events say more than one first and last day can; else empty.</summary>
    public List<ServiceSpan> Spans { get; } = [];

    public DateOnly Issued { get; set; }

    public DateOnly Due { get; set; }

    public List<Meter> Meters { get; } = [];

    /// <summary>Those of the period and the last before it of each meter, in order of time.</summary>
    public List<MeterReading> Readings { get; } = [];

    /// <summary>Quantity is worked out from the readings; the rest is filled in by the loader.</summary>
    public RatingFacts Facts { get; } = new();
}
