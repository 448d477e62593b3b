using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>Both sides' lines in one form, and whether their amounts are the same.</summary>
internal static class ComparedLines
{
    /// <summary>A block is a line of its own, numbered from its charge's part.</summary>
    public static int PartOf(in RatedLine line) =>
        line.Part + (line.Rule?.Price is PriceMethod.Blocks ? line.Row : 0);

    /// <summary>
    /// Every amount of every concept and part, the tax and the total. A line of nothing says that something was charged
    /// for, so it counts, too.
    /// </summary>
    public static bool AreSame(RatedBill native, LegacyBill legacy)
    {
        if (native.Total != legacy.Total || native.Tax != legacy.Tax)
        {
            return false;
        }

        int lines = 0;
        foreach (ref readonly RatedLine line in native.Lines)
        {
            if (line.Informational)
            {
                continue;
            }

            lines++;
            bool found = false;
            int part = PartOf(line);
            foreach (LegacyBillLine other in legacy.Lines)
            {
                found |= other.Concept == line.Concept && other.Part == part && other.Amount == line.Amount;
            }

            if (!found)
            {
                return false;
            }
        }

        return lines == legacy.Lines.Count;
    }

    public static IReadOnlyList<ComparedLine> Of(RatedBill native, short area, LegacyTariffTables tables)
    {
        List<ComparedLine> lines = [];
        foreach (ref readonly RatedLine line in native.Lines)
        {
            lines.Add(new ComparedLine(
                line.Concept, PartOf(line), NameOf(tables, area, line.Concept), line.Quantity, line.FixedPrice,
                line.UnitPrice, line.Amount.Centavos, line.TaxRate));
        }

        return lines;
    }

    public static IReadOnlyList<ComparedLine> Of(LegacyBill legacy, short area, LegacyTariffTables tables) =>
    [
        .. legacy.Lines.Select(line => new ComparedLine(
            line.Concept, line.Part, NameOf(tables, area, line.Concept), line.Quantity, line.FixedPrice, line.UnitPrice,
            line.Amount.Centavos, line.TaxRate)),
    ];

    /// <summary>The lines that differ, in words.</summary>
    public static string Differences(ComparedBill bill)
    {
        List<string> texts = [];
        foreach ((int concept, int part) in bill.LegacyLines.Concat(bill.NativeLines)
            .Select(line => (line.Concept, line.Part)).Distinct().Order())
        {
            long? legacy = SumOf(bill.LegacyLines, concept, part);
            long? native = SumOf(bill.NativeLines, concept, part);
            if (legacy != native)
            {
                texts.Add($"{concept}.{part} {Shown(legacy)} -> {Shown(native)}");
            }
        }

        if (bill.LegacyTax != bill.NativeTax)
        {
            texts.Add($"tax {Centavos(bill.LegacyTax)} -> {Centavos(bill.NativeTax)}");
        }

        return string.Join("; ", texts);
    }

    public static string Centavos(long centavos) => new Core.Identity.Money(centavos).ToString();

    private static string Shown(long? centavos) => centavos is { } amount ? Centavos(amount) : "no line";

    /// <summary>Null where there is no such line.</summary>
    private static long? SumOf(IReadOnlyList<ComparedLine> lines, int concept, int part)
    {
        ComparedLine[] own = [.. lines.Where(line => line.Concept == concept && line.Part == part)];
        return own.Length == 0 ? null : own.Sum(line => line.Amount);
    }

    private static string NameOf(LegacyTariffTables tables, short area, int concept) =>
        tables.ChargeTypes.TryGetValue((area, (short)concept), out LegacyChargeType? type)
            ? type.Name : $"{concept}";
}
