using System.Text;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>One line of a bill in words.</summary>
internal static class LineExplanation
{
    public static void Write(StringBuilder text, in RatedLine line)
    {
        text.Append("   ").Append(NameOf(in line)).Append(": ");
        if (line.Rule is { Obsolete: true })
        {
            text.Append("obsolete, not billed\n");
            return;
        }

        WritePrice(text, in line);
        text.Append(line.Factor == 1 ? "" : Invariant($", times {line.Factor:0.######}{Why(in line)}"));
        text.Append(line.Minimum ? ", the minimum" : "");
        text.Append(Invariant($" = {line.Exact:0.00######}"));
        text.Append(line.Informational
            ? ", for information only\n"
            : line.Rule?.Tax == TaxTiming.Included
                ? Invariant($", of which {line.Amount} without tax\n") : Rounded(in line));
    }

    /// <summary>The concept's number, part and name, with the plan's version.</summary>
    public static string NameOf(in RatedLine line)
    {
        string name = line.Rule?.Name ?? line.Modifier?.Name ?? "Rounding";
        string item = line.Item is null ? "" : $" {line.Item}";
        return Invariant($"{line.Concept}.{line.Part} {name}{item} [{line.Plan.Version}]");
    }

    private static void WritePrice(StringBuilder text, in RatedLine line)
    {
        if (line.Modifier is { } modifier)
        {
            text.Append(modifier.Kind switch
            {
                ModifierKind.Percentage => Invariant($"{modifier.Value:0.####} of the lines it counts"),
                ModifierKind.MinimumCommitment => Invariant($"topped up to {modifier.Value:0.00}"),
                ModifierKind.SpendingCap => Invariant($"capped at {modifier.Value:0.00}"),
                _ => Invariant($"{modifier.Value:0.00}"),
            });
            return;
        }

        switch (line.Rule!.Price)
        {
            case PriceMethod.PercentageOf share:
                text.Append(Invariant($"{share.Share:0.######} of concepts {string.Join(", ", share.Concepts)}"));
                break;
            case PriceMethod.ByFormula formula:
                text.Append(formula.Amount.Text);
                break;
            default:
                text.Append(line.UpTo is { } limit ? Invariant($"row up to {limit:0.###}, ") : "");
                text.Append(line.MeterSize == 0 ? "" : Invariant($"{line.MeterSize} mm, "));
                text.Append(Invariant($"{line.FixedPrice:0.00###} + {line.Quantity:0.###} x {line.UnitPrice:0.00###}"));
                break;
        }
    }

    /// <summary>What the factor is made of.</summary>
    private static string Why(in RatedLine line)
    {
        Charge? rule = line.Rule;
        List<string> reasons = [];
        if (rule is { PerUnit: true })
        {
            reasons.Add("units served");
        }

        if (line.Season is { } season)
        {
            reasons.Add($"season {season}");
        }

        reasons.AddRange(rule?.Correctors.Select(corrector => corrector.Name) ?? []);
        if (rule is { Proration: not Proration.None })
        {
            reasons.Add("days in service");
        }

        return reasons.Count == 0 ? " (part of the period)" : $" ({string.Join(", ", reasons)})";
    }

    private static string Rounded(in RatedLine line) =>
        line.Exact == line.Amount.Pesos ? "\n" : Invariant($", rounded {line.Amount}\n");

    private static string Invariant(FormattableString text) => BillExplanation.Invariant(text);
}
