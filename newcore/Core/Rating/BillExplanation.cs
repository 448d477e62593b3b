using System.Globalization;
using System.Text;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>
/// A rated bill in words, step by step, so that a person can follow every peso with paper and pencil.
/// </summary>
public static class BillExplanation
{
    private static readonly (RatingStep Step, string Title)[] LineSteps =
    [
        (RatingStep.Consumption, "3. Consumption"),
        (RatingStep.Season, "4. Season"),
        (RatingStep.Social, "5. Social programmes"),
        (RatingStep.Fixed, "6. Fixed charges"),
        (RatingStep.Derived, "7. Sewerage and treatment"),
        (RatingStep.Modified, "8. Surcharges, discounts and one-off charges"),
    ];

    /// <summary>The bill must be that of these facts. Lines end with \n.</summary>
    public static string Of(RatingFacts facts, RatedBill bill)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(bill);
        if (bill.Problem is { } problem)
        {
            return $"Not rated: {problem}\n";
        }

        StringBuilder text = new();
        WritePlan(text, facts, bill);
        foreach ((RatingStep step, string title) in LineSteps)
        {
            text.Append(title).Append('\n');
            int before = text.Length;
            foreach (ref readonly RatedLine line in bill.Lines)
            {
                if (StepOf(in line) == step)
                {
                    LineExplanation.Write(text, in line);
                }
            }

            if (text.Length == before)
            {
                text.Append("   nothing\n");
            }
        }

        WriteTaxes(text, bill);
        WriteTotal(text, facts, bill);
        return text.ToString();
    }

    /// <summary>One line, without a break; a line of rounding needs no words.</summary>
    public static string Of(in RatedLine line)
    {
        if (line.Rule is null && line.Modifier is null)
        {
            return "";
        }

        StringBuilder text = new();
        LineExplanation.Write(text, in line);
        return text.ToString().Trim();
    }

    /// <summary>Where in the ten steps a line belongs.</summary>
    public static RatingStep StepOf(in RatedLine line)
    {
        if (line.Rule is not { } rule)
        {
            return line.Modifier is null ? RatingStep.Total : RatingStep.Modified;
        }

        return line.Season is not null ? RatingStep.Season : rule.Price switch
        {
            PriceMethod.Flat or PriceMethod.ByMeterSize => RatingStep.Fixed,
            PriceMethod.PercentageOf => RatingStep.Derived,
            PriceMethod.PerEvent => RatingStep.Modified,
            PriceMethod.ByFormula => line.Exact < 0 ? RatingStep.Social : RatingStep.Modified,
            _ => RatingStep.Consumption,
        };
    }

    private static void WritePlan(StringBuilder text, RatingFacts facts, RatedBill bill)
    {
        text.Append("1. Plan\n");
        string? last = null;
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            string plan = Invariant(
                $"   {line.Plan.Name} ({line.Plan.Code}), version {line.Plan.Version}, ")
                + Invariant($"in force from {line.Plan.EffectiveFrom:yyyy-MM-dd}\n");
            if (plan != last)
            {
                text.Append(plan);
            }

            last = plan;
        }

        text.Append(bill.PlanChanged ? "   It changed within the period: each part is priced by days.\n" : "");
        TariffPlan? first = bill.LineCount > 0 ? bill.Lines[0].Plan : null;
        text.Append("2. Classification\n");
        text.Append(Invariant($"   use {first?.Use ?? "unknown"}; {facts.Units} unit(s) served; {Size(facts)}\n"));
        text.Append(Invariant(
            $"   {facts.PeriodStart:yyyy-MM-dd} to {facts.PeriodEnd:yyyy-MM-dd}, {facts.Days} days in service; "));
        text.Append(Invariant($"{facts.Quantity} m3\n"));
        text.Append(Invariant($"   services: {facts.Services}; programmes: {Programmes(facts)}\n"));
    }

    private static string Size(RatingFacts facts) =>
        facts.MeterSize == 0 ? "no meter" : Invariant($"meter of {facts.MeterSize} mm");

    private static string Programmes(RatingFacts facts) =>
        facts.Programmes.Count == 0 ? "none" : string.Join(", ", facts.Programmes);

    private static void WriteTaxes(StringBuilder text, RatedBill bill)
    {
        text.Append("9. Taxes\n");
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            if (line.Tax.Centavos != 0)
            {
                text.Append(Invariant($"   {LineExplanation.NameOf(in line)}: "));
                text.Append(Invariant($"{line.TaxBase} x {line.TaxRate:0.####} = {line.Tax}"));
                text.Append(line.Rule?.Tax == TaxTiming.Included ? ", within the price\n" : "\n");
            }
        }

        text.Append(Invariant($"   together {bill.Tax}\n"));
    }

    private static void WriteTotal(StringBuilder text, RatingFacts facts, RatedBill bill)
    {
        text.Append("10. Total\n");
        long lines = 0;
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            lines += StepOf(in line) == RatingStep.Total ? 0 : line.Amount.Centavos;
        }

        text.Append(Invariant($"   lines {lines / 100m:0.00} + taxes {bill.Tax}"));
        RoundingPolicy? rounding = bill.LineCount > 0 ? bill.Lines[^1].Plan.Rounding : null;
        text.Append(rounding?.CarryRemainder == true ? Invariant($" + carried {facts.Carried:0.00##}") : "");
        text.Append(Invariant($" = {(lines / 100m) + bill.Tax.Pesos + Brought(rounding, facts):0.00##}"));
        text.Append(Invariant($", to a multiple of {rounding?.BillStep ?? 0.01m:0.##} = {bill.Total}\n"));
        if (rounding?.CarryRemainder == true)
        {
            text.Append(Invariant($"   carried to the next bill {bill.Carried:0.00##}\n"));
        }
    }

    private static decimal Brought(RoundingPolicy? rounding, RatingFacts facts) =>
        rounding?.CarryRemainder == true ? facts.Carried : 0;

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
