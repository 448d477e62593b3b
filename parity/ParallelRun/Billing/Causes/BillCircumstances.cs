using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>What hypotheses about one bill are made from, besides the facts and the invoice.</summary>
/// <param name="ClockPassed">A meter passed its highest reading within the period.</param>
/// <param name="PeriodDays">All days of the period.</param>
/// <param name="OtherQuantities">Cubic metres that somebody may have taken instead, with words for each.</param>
internal sealed record BillCircumstances(
    bool ClockPassed, int PeriodDays, BillDebts Debts, IReadOnlyList<long> CarriedBefore,
    IReadOnlyList<(long Quantity, string Words)> OtherQuantities);
