using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// The invoice that is to be explained: its amounts, which an explanation must give again to the centavo, and what else
/// it says, which decides between explanations that all do.
/// </summary>
internal sealed class LegacyEvidence
{
    private readonly BinaryLine[] _lines;

    public LegacyEvidence(LegacyBill bill, decimal? carriedAfter)
    {
        Total = bill.Total.Centavos;
        Tax = bill.Tax.Centavos;
        CarriedAfter = carriedAfter is { } carried ? (long)(carried * 100) : null;
        _lines = [.. bill.Lines.Select(line => new BinaryLine(
            line.Concept, line.Part, line.UpTo is { } limit ? (long)limit : -1, line.MeterSize, (double)line.Quantity,
            (double)line.FixedPrice, (double)line.UnitPrice, line.Amount.Centavos, line.TaxRate))];
    }

    public long Total { get; }

    public long Tax { get; }

    /// <summary>Centavos recorded as carried on; null where nothing was.</summary>
    public long? CarriedAfter { get; }

    public IReadOnlyList<BinaryLine> Lines => _lines;

    public bool IsReproducedBy(BinaryBill bill)
    {
        if (bill.Total != Total || bill.Tax != Tax)
        {
            return false;
        }

        foreach (ref readonly BinaryLine line in bill.Lines)
        {
            if (!HasLine(line))
            {
                return false;
            }
        }

        return bill.Lines.Length == _lines.Length;
    }

    /// <summary>
    /// How much besides the amounts fits: quantities, prices, limits, sizes, tax rates, the remainder.
    /// </summary>
    public int FitOf(BinaryBill bill)
    {
        int fit = bill.Carried == CarriedAfter ? 2 : 0;
        foreach (ref readonly BinaryLine line in bill.Lines)
        {
            foreach (BinaryLine seen in _lines)
            {
                if (seen.Concept == line.Concept && seen.Part == line.Part)
                {
                    fit += (seen.Quantity.Equals(line.Quantity) ? 2 : 0)
                        + (seen.FixedPrice.Equals(line.FixedPrice) ? 1 : 0)
                        + (seen.UnitPrice.Equals(line.UnitPrice) ? 1 : 0) + (seen.UpTo == line.UpTo ? 1 : 0)
                        + (seen.MeterSize == line.MeterSize ? 1 : 0) + (seen.TaxRate == line.TaxRate ? 1 : 0);
                }
            }
        }

        return fit;
    }

    /// <summary>Lines of charge types that a bill of these facts cannot have.</summary>
    public void AddForeignLines(BinaryBill bill, BinaryArithmetic arithmetic, in LegacyFacts facts)
    {
        foreach (BinaryLine line in _lines)
        {
            if (!arithmetic.Knows(facts, line.Concept))
            {
                bill.Add(line);
            }
        }
    }

    public bool HasForeignLines(BinaryArithmetic arithmetic, in LegacyFacts facts)
    {
        foreach (BinaryLine line in _lines)
        {
            if (!arithmetic.Knows(facts, line.Concept))
            {
                return true;
            }
        }

        return false;
    }

    public BinaryLine? LineOf(short concept)
    {
        int at = Array.FindIndex(_lines, line => line.Concept == concept);
        return at < 0 ? null : _lines[at];
    }

    /// <summary>What its lines of water say was billed; of several, blocks, their sum.</summary>
    public long? QuantityShown()
    {
        BinaryLine[] water = [.. _lines.Where(line => line.Concept == LegacyChargeType.Water)];
        return water.Length == 0 ? null : (long)water.Sum(line => line.Quantity);
    }

    private bool HasLine(in BinaryLine line)
    {
        foreach (ref readonly BinaryLine seen in _lines.AsSpan())
        {
            if (seen.Concept == line.Concept && seen.Part == line.Part && seen.Amount == line.Amount)
            {
                return true;
            }
        }

        return false;
    }
}
