using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>Other consumption, units and days.</summary>
internal static class UsageHypotheses
{
    private const int MostUnits = 60;
    private const int MostDays = 62;
    private const int ShortestScan = 250;
    private const int LongestScan = 2_000;

    public static IEnumerable<Hypothesis> Of(LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence) =>
        [.. Quantities(facts, around, evidence), .. Units(facts, evidence), .. Days(facts, around, evidence)];

    private static IEnumerable<Hypothesis> Quantities(
        LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        string zero = around.ClockPassed ? CauseNames.ClockOverZero : CauseNames.WrongConsumption;
        if (facts.Quantity != 0)
        {
            yield return Quantity(facts, 0, zero, 0, "nothing");
        }

        foreach ((long quantity, string words) in around.OtherQuantities)
        {
            if (quantity >= 0 && quantity != facts.Quantity)
            {
                yield return Quantity(facts, quantity, quantity == 0 ? zero : CauseNames.WrongConsumption, 1, words);
            }
        }

        long own = BinaryArithmetic.PerUnit(facts.Quantity, facts.Units);
        if (evidence.QuantityShown() is { } shown && shown >= 0)
        {
            yield return new Hypothesis(
                Fact.Consumption, shown == 0 ? zero : CauseNames.WrongConsumption, 2,
                $"{shown} m3 a unit, as the invoice says, instead of {own}", it => it with { QuantityShown = shown });
        }

        long last = Math.Clamp(own * 3, ShortestScan, LongestScan);
        for (long quantity = 1; quantity <= last; quantity++)
        {
            long each = quantity;
            yield return new Hypothesis(
                Fact.Consumption, CauseNames.WrongConsumption, 3, $"{each} m3 a unit instead of {own}",
                it => it with { QuantityShown = each })
            { Alone = true };
        }
    }

    private static Hypothesis Quantity(LegacyFacts facts, long quantity, string cause, int freedom, string words) =>
        new(
        Fact.Consumption, cause, freedom, $"{quantity} m3 ({words}) instead of {facts.Quantity}",
        it => it with { Quantity = quantity, QuantityShown = null });

    private static IEnumerable<Hypothesis> Units(LegacyFacts facts, LegacyEvidence evidence)
    {
        if (facts.Units != 1)
        {
            yield return Unit(facts, 1, CauseNames.UnitsIgnored, 0);
        }

        // The line of water names the price of one unit.
        if (evidence.LineOf(LegacyChargeType.Water) is { } water
            && (water.Quantity * water.UnitPrice) + water.FixedPrice is > 0 and var price)
        {
            int units = (int)Math.Clamp(Math.Round(water.Amount / 100.0 / price), 1, MostUnits * 100);
            if (units != facts.Units && units != 1)
            {
                yield return Unit(facts, units, CauseNames.WrongUnits, 2);
            }
        }

        for (int units = 2; units <= MostUnits; units++)
        {
            if (units != facts.Units)
            {
                yield return Unit(facts, units, CauseNames.WrongUnits, 3) with { Alone = true };
            }
        }
    }

    private static Hypothesis Unit(LegacyFacts facts, int units, string cause, int freedom) => new(
        Fact.Units, cause, freedom, $"{units} units instead of {facts.Units}", it => it with { Units = units });

    private static IEnumerable<Hypothesis> Days(
        LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        if (around.PeriodDays != facts.Days)
        {
            yield return Day(facts, around.PeriodDays, 0);
        }

        if (facts.Days != 30)
        {
            yield return Day(facts, 30, 0);
        }

        foreach (BinaryLine line in evidence.Lines.Where(line => line.MeterSize != 0 && line.FixedPrice > 0))
        {
            int days = (int)Math.Clamp(Math.Round(line.Amount / 100.0 / line.FixedPrice * 30), 0, 10_000);
            if (days != facts.Days)
            {
                yield return Day(facts, days, 2);
            }
        }

        for (int days = 0; days <= MostDays; days++)
        {
            if (days != facts.Days)
            {
                yield return Day(facts, days, 3) with { Alone = true };
            }
        }
    }

    private static Hypothesis Day(LegacyFacts facts, int days, int freedom) => new(
        Fact.Days, CauseNames.WrongDays, freedom, $"{days} days in service instead of {facts.Days}",
        it => it with { Days = days });
}
