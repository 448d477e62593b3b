using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// Legacy's own arithmetic, in its order and with its rounding: the one place where money passes through binary
/// doubles, since the centavo they lose is what is to be found again. Nothing here is ever billed.
/// </summary>
internal sealed class BinaryArithmetic(BinaryTariffs tariffs)
{
    private const double SurchargeShare = 0.0147;
    private const double DaysOfCharge = 30.0;
    private const int TenCubicMetres = 10;

    /// <param name="evidence">The invoice to be explained: only what open facts are taken from.</param>
    /// <returns>False where the tables have no price for these facts.</returns>
    public bool TryBill(in LegacyFacts facts, LegacyEvidence evidence, BinaryBill bill)
    {
        bill.Clear();
        long share = facts.QuantityShown ?? PerUnit(facts.Quantity, facts.Units);
        if (facts.Units < 1 || share < 0 || !AddWater(facts, share, bill, out double ten)
            || !AddFixed(facts, bill) || !AddShares(facts, bill))
        {
            return false;
        }

        if (facts.Pensioner && facts.Domestic)
        {
            AddDiscounts(facts, bill, share, ten);
        }

        if (facts.Overdue.Centavos > 0)
        {
            decimal rate = facts.SurchargeIsTaxed ? tariffs.TaxOn(facts.ServiceArea, 1, facts.Domestic, facts.Day) : 0;
            AddShare(facts, bill, LegacyChargeType.Surcharge, 1, SurchargeShare,
                BinaryRounding.ToCentavos(SurchargeShare * (facts.Overdue.Centavos / 100.0)), rate);
        }

        if (facts.KeepsForeignLines)
        {
            evidence.AddForeignLines(bill, this, facts);
        }

        Close(facts, evidence, bill);
        return true;
    }

    /// <summary>A fraction above .50 up, else down.</summary>
    public static long PerUnit(long quantity, int units)
    {
        if (units <= 1)
        {
            return quantity;
        }

        (long whole, long rest) = Math.DivRem(quantity, units);
        return whole + (2 * rest > units ? 1 : 0);
    }

    /// <summary>Whether these facts can have a line of a charge type at all.</summary>
    public bool Knows(in LegacyFacts facts, short concept) =>
        concept is LegacyChargeType.Pensioner or LegacyChargeType.Surcharge or LegacyChargeType.Rounding
        || tariffs.VersionsOf(facts.ServiceArea, concept, KindOf(facts, concept)).Count > 0;

    private bool AddWater(in LegacyFacts facts, long share, BinaryBill bill, out double ten)
    {
        ten = 0;
        foreach (BinaryCharge charge in On(facts, LegacyChargeType.Water) ?? [])
        {
            if (charge.Formula == LegacyPriceFormula.Table && charge.Limits.Length > 0)
            {
                int row = charge.RowOf(share);
                double each = charge.UnitPrices[row], base0 = charge.FixedPrices[row];
                long limit = Math.Min(charge.Limits[row], BinaryCharge.NoLimitShown);
                Add(facts, bill, new BinaryLine(
                    charge.Concept, charge.Part, limit, 0, share, base0, each,
                    BinaryRounding.ToCentavos(((share * each) + base0) * facts.Units), 0));
                int tenth = charge.RowOf(TenCubicMetres);
                ten = charge.FixedPrices[tenth] + (TenCubicMetres * charge.UnitPrices[tenth]);
            }
            else if (charge.Formula == LegacyPriceFormula.Blocks)
            {
                AddBlocks(facts, bill, charge, facts.QuantityShown is null ? facts.Quantity : share);
            }
            else
            {
                return false;
            }
        }

        return On(facts, LegacyChargeType.Water) is not null;
    }

    private void AddBlocks(in LegacyFacts facts, BinaryBill bill, BinaryCharge charge, long quantity)
    {
        long low = 0;
        for (int row = 0; row < charge.Limits.Length && quantity > low; row++)
        {
            long part = Math.Min(quantity, charge.Limits[row]) - low;
            Add(facts, bill, new BinaryLine(
                charge.Concept, (short)(row + 1), Math.Min(charge.Limits[row], BinaryCharge.NoLimitShown), 0, part, 0,
                charge.UnitPrices[row], BinaryRounding.ToCentavos(part * charge.UnitPrices[row]), 0));
            low = charge.Limits[row];
        }
    }

    private bool AddFixed(in LegacyFacts facts, BinaryBill bill)
    {
        foreach (short concept in tariffs.ConceptsOf(facts.ServiceArea, facts.Kind))
        {
            foreach (BinaryCharge charge in On(facts, concept) ?? [])
            {
                if (charge.Formula != LegacyPriceFormula.MeterSize)
                {
                    continue;
                }

                if (!charge.BySize.TryGetValue(facts.MeterSize, out (double Fixed, double Unit) price))
                {
                    return false;
                }

                double share = charge.Prorated ? BinaryRounding.ToThousandths(facts.Days / DaysOfCharge) : 1.0;
                Add(facts, bill, new BinaryLine(
                    charge.Concept, charge.Part, -1, facts.MeterSize, 1, price.Fixed, price.Unit,
                    BinaryRounding.ToCentavos(price.Fixed * share), 0));
            }
        }

        return true;
    }

    private bool AddShares(in LegacyFacts facts, BinaryBill bill)
    {
        foreach (short concept in tariffs.ConceptsOf(facts.ServiceArea, facts.Kind))
        {
            if ((concept == LegacyChargeType.Sewerage && !facts.Sewerage)
                || (concept == LegacyChargeType.Treatment && !facts.Treatment))
            {
                continue;
            }

            foreach (BinaryCharge charge in On(facts, concept) ?? [])
            {
                if (charge.Formula == LegacyPriceFormula.Share)
                {
                    double of = bill.AmountOf(charge.Base) / 100.0;
                    AddShare(
                        facts, bill, concept, charge.Part, charge.Share, BinaryRounding.ToCentavos(of * charge.Share));
                }
            }
        }

        return true;
    }

    private void AddDiscounts(in LegacyFacts facts, BinaryBill bill, long share, double ten)
    {
        double water = bill.AmountOf(LegacyChargeType.Water) / 100.0;
        bool ofTen = facts.DiscountBase == DiscountBase.TenCubicMetres
            || (facts.DiscountBase == DiscountBase.Usual && share > TenCubicMetres);
        double half = (ofTen ? ten : water) * 0.5;
        AddShare(facts, bill, LegacyChargeType.Pensioner, 1, -1, -BinaryRounding.ToCentavos(half * 1.0));
        if (facts.Sewerage && ShareOf(facts, LegacyChargeType.Sewerage) is { } sewerage)
        {
            AddShare(
                facts, bill, LegacyChargeType.Pensioner, 2, -sewerage, -BinaryRounding.ToCentavos(half * sewerage));
        }

        if (facts.Treatment && ShareOf(facts, LegacyChargeType.Treatment) is { } treatment)
        {
            AddShare(
                facts, bill, LegacyChargeType.Pensioner, 3, -treatment, -BinaryRounding.ToCentavos(half * treatment));
        }
    }

    private double? ShareOf(in LegacyFacts facts, short concept) =>
        Array.Find(On(facts, concept) ?? [], charge => charge.Formula == LegacyPriceFormula.Share)?.Share;

    private void AddShare(
        in LegacyFacts facts, BinaryBill bill, short concept, short part, double share, long amount,
        decimal? taxRate = null) =>
        Add(facts, bill, new BinaryLine(concept, part, -1, 0, 1, 0, share, amount, taxRate ?? -1));

    private void Add(in LegacyFacts facts, BinaryBill bill, in BinaryLine line)
    {
        if (facts.Omitted == line.Concept * 100 || facts.Omitted == (line.Concept * 100) + line.Part)
        {
            return;
        }

        bool known = line.Concept == LegacyChargeType.Surcharge;
        bill.Add(known ? line : line with { TaxRate = TaxOf(facts, line.Concept) });
    }

    private decimal TaxOf(in LegacyFacts facts, short concept)
    {
        // One flag for the bill; charge types of another kind than water's follow their own unless the flag was
        // changed.
        bool domestic = facts.Domestic;
        if (facts.OtherKinds is { } others && facts.Domestic == tariffs.IsDomestic(facts.Kind))
        {
            foreach ((short type, int kind) in others)
            {
                domestic = type == concept ? tariffs.IsDomestic(kind) : domestic;
            }
        }

        return facts.TaxRate ?? tariffs.TaxOn(facts.ServiceArea, concept, domestic, facts.Day);
    }

    private static void Close(in LegacyFacts facts, LegacyEvidence evidence, BinaryBill bill)
    {
        long lines = 0;
        foreach (ref readonly BinaryLine line in bill.Lines)
        {
            lines += line.Amount;
            // Legacy's taxes are exact decimals, line by line.
            bill.Tax += line.TaxRate == 0 ? 0
                : (long)decimal.Round(line.Amount * line.TaxRate, 0, MidpointRounding.AwayFromZero);
        }

        long gross = lines + bill.Tax;
        long carried = facts.CarriedIsOpen && evidence.CarriedAfter is { } after
            ? after + evidence.Total - gross : facts.Carried;
        bill.Total = Rounded(gross + carried, facts.Rounding);
        bill.Carried = gross + carried - bill.Total;
        if (bill.Total != gross)
        {
            bill.Add(new BinaryLine(LegacyChargeType.Rounding, 1, -1, 0, 1, 0, 0, bill.Total - gross, 0));
        }
    }

    private static long Rounded(long centavos, TotalRounding rounding) => rounding switch
    {
        TotalRounding.Down => (long)Math.Floor(centavos / 100m) * 100,
        TotalRounding.Up => (long)Math.Ceiling(centavos / 100m) * 100,
        TotalRounding.None => centavos,
        _ => (long)decimal.Round(centavos / 100m, 0, MidpointRounding.AwayFromZero) * 100,
    };

    private static int KindOf(in LegacyFacts facts, short concept)
    {
        foreach ((short type, int kind) in facts.OtherKinds ?? [])
        {
            if (type == concept)
            {
                return kind;
            }
        }

        return facts.Kind;
    }

    private BinaryCharge[]? On(in LegacyFacts facts, short concept) =>
        tariffs.On(facts.ServiceArea, concept, KindOf(facts, concept), facts.Day);
}
