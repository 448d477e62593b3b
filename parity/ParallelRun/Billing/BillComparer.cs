using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.ParallelRun.Billing.Causes;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>
/// Compares one contract's bills and finds the cause where they differ. Not for several threads at once.
/// </summary>
internal sealed class BillComparer(LegacyPlans plans, BinaryTariffs tariffs)
{
    private readonly CauseFinder _causes = new(tariffs);

    /// <param name="native">Null where the contract is not billed natively.</param>
    /// <returns>Null where both sides say the same, or neither bills.</returns>
    public ComparedBill? Compare(LoadedBill loaded, RatedBill? native, BillHistory history, LegacyBill[] legacy)
    {
        BillInput input = loaded.Input;
        ComparedBill bill = new(
            input.Contract.Value, input.Group.ToString(), input.Cycle.Year, input.Cycle.Period, BillVerdict.Different,
            "", legacy.Length == 0 ? null : legacy.Sum(one => one.Total.Centavos), native?.Total.Centavos, "");
        if (native is null)
        {
            return legacy.Length == 0 ? null : WithLines(bill, null, legacy, input) with
            {
                Verdict = BillVerdict.MissingInNative,
                Cause = loaded.Reason is { } reason ? CauseNames.Parked + reason : CauseNames.NotInService,
                Detail = loaded.Reason is null ? "the contract is not in service in the period" : loaded.Detail,
            };
        }

        if (legacy.Length == 0)
        {
            return WithLines(bill, native, legacy, input) with
            {
                Verdict = BillVerdict.MissingInLegacy,
                Cause = CauseNames.Missing,
                Detail = "legacy has no invoice",
            };
        }

        bool same = ComparedLines.AreSame(native, legacy[0]);
        if (same && legacy.Length == 1)
        {
            return null;
        }

        bill = WithLines(bill, native, legacy, input);
        Cause? cause = same ? null : _causes.Find(FactsOf(input), CircumstancesOf(loaded, history), EvidenceOf());
        string name = same ? "" : cause?.Name ?? CauseNames.Unexplained;
        string detail = same ? "" : cause?.Detail is { } words
            ? $"{words}; {ComparedLines.Differences(bill)}" : ComparedLines.Differences(bill);
        return legacy.Length == 1 ? bill with { Cause = name, Detail = detail } : bill with
        {
            // A centavo is not worth a second name beside a whole bill too many.
            Verdict = BillVerdict.DuplicateInLegacy,
            Cause = same || name == CauseNames.FloatRounding
                ? CauseNames.Duplicate : $"{CauseNames.Duplicate}+{name}",
            Detail = $"{legacy.Length} invoices: {string.Join(", ", legacy.Select(one => one.Total))}"
                + (same ? "" : $"; {detail}"),
        };

        LegacyEvidence EvidenceOf() => new(legacy[0], history.CarriedAfter);
    }

    private ComparedBill WithLines(ComparedBill bill, RatedBill? native, LegacyBill[] legacy, BillInput input) =>
        bill with
        {
            NativeLines = native is null ? [] : ComparedLines.Of(native, input.Group.ServiceArea, plans.Tables),
            LegacyLines = legacy.Length == 0
                ? [] : ComparedLines.Of(legacy[0], input.Group.ServiceArea, plans.Tables),
            NativeTax = native?.Tax.Centavos ?? 0,
            LegacyTax = legacy.Length == 0 ? 0 : legacy[0].Tax.Centavos,
        };

    private LegacyFacts FactsOf(BillInput input)
    {
        LegacyCombination combination = plans.CombinationOf(input.Plan);
        RatingFacts facts = input.Facts;
        return new LegacyFacts
        {
            ServiceArea = combination.ServiceArea,
            Kind = combination.MainKind,
            OtherKinds = combination.Charges.All(charge => charge.Kind == combination.MainKind)
                ? null : combination.Charges,
            Day = facts.PeriodEnd,
            Quantity = (long)facts.Quantity,
            Units = facts.Units,
            MeterSize = facts.MeterSize,
            Days = facts.Days,
            Sewerage = facts.Services.HasFlag(ServiceFlags.Sewerage),
            Treatment = facts.Services.HasFlag(ServiceFlags.Treatment),
            Pensioner = facts.Programmes.Count > 0,
            Domestic = tariffs.IsDomestic(combination.MainKind),
            Overdue = facts.Overdue,
            Carried = Money.FromPesos(facts.Carried).Centavos,
        };
    }

    private static BillCircumstances CircumstancesOf(LoadedBill loaded, BillHistory history)
    {
        RatingFacts facts = loaded.Input.Facts;
        ReadingStory story = ReadingStory.Of(loaded);
        return new BillCircumstances(
            story.ClockPassed, facts.PeriodEnd.DayNumber - facts.PeriodStart.DayNumber + 1, history.Debts,
            [.. history.CarriedBefore.Select(carried => Money.FromPesos(carried).Centavos)], story.Quantities);
    }
}
