using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>A cycle of a billing group.</summary>
/// <param name="OwnCalendar">The group has a calendar; else it bills calendar months, as the extract's runs do.</param>
public sealed record GroupCycle(
    BillingGroup Group, BillingCycle Cycle, CycleKind Kind, CycleDates Dates, CycleStatus Status, bool OwnCalendar);
