using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>A rated bill, line by line, with what made each amount.</summary>
internal static class BillText
{
    public static void Write(TextWriter output, TariffPlan plan, RatingFacts facts, RatedBill bill)
    {
        output.WriteLine(
            $"{PlanText.Title(plan)} ({plan.Name}), {PlanText.Day(facts.PeriodStart)} to "
            + $"{PlanText.Day(facts.PeriodEnd)}: "
            + $"{PlanText.Number(facts.Quantity)} m3, {(facts.Units == 1 ? "1 unit" : $"{facts.Units} units")}");
        if (bill.Problem is { } problem)
        {
            output.WriteLine($"It cannot be rated: {problem}.");
            return;
        }

        TextTable table = new("line", "what", "how", "amount", "tax");
        foreach (RatedLine line in bill.Lines)
        {
            table.Add(
                $"{line.Concept}.{line.Part}", line.Rule?.Name ?? line.Modifier?.Name ?? "Rounding", How(line),
                line.Informational ? "-" : PlanText.Pesos(line.Amount.Pesos),
                line.Tax.Centavos == 0 ? "-"
                    : $"{PlanText.Pesos(line.Tax.Pesos)} ({PlanText.Number(line.TaxRate * 100)} %)");
        }

        table.Write(output);
        output.WriteLine(
            $"Tax {PlanText.Pesos(bill.Tax.Pesos)}. Total {PlanText.Pesos(bill.Total.Pesos)} {plan.Currency}"
            + (bill.Carried == 0 ? "." : $"; {PlanText.Number(bill.Carried)} go to the next bill."));
    }

    private static string How(RatedLine line)
    {
        string price = (line.FixedPrice, line.UnitPrice) switch
        {
            (0, 0) => "",
            (var fix, 0) => PlanText.Number(fix),
            (0, var unit) => $"{PlanText.Number(line.Quantity)} x {PlanText.Number(unit)}",
            var (fix, unit) => $"{PlanText.Number(fix)} + {PlanText.Number(line.Quantity)} x {PlanText.Number(unit)}",
        };
        string[] parts =
        [
            line.UpTo is { } limit ? $"row up to {PlanText.Number(limit)}:" : "",
            line.Item is { } item ? $"{item}:" : "",
            price,
            line.Factor == 1 ? "" : $"x {PlanText.Number(line.Factor)}",
            line.Rule?.Price switch
            {
                PriceMethod.PercentageOf share => $"of concepts {string.Join(", ", share.Concepts)}",
                PriceMethod.ByFormula formula => $"= {formula.Amount.Text}",
                _ => "",
            },
            line.Minimum ? "(the minimum)" : "",
            line.Season is { } season ? $"({season})" : "",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
