using System.Globalization;
using Strangler.Core.Expressions;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>Makes a charge of an imported part, or says what is wrong with it.</summary>
internal sealed class LegacyChargeBuilder(List<string> problems)
{
    public Charge? Of(LegacyPart part, string name)
    {
        PriceMethod? price = part.Formula switch
        {
            LegacyPriceFormula.Table => Rows(part) is { } rows ? new PriceMethod.Table(rows) : null,
            LegacyPriceFormula.Blocks => Rows(part) is { } rows ? new PriceMethod.Blocks(rows) : null,
            LegacyPriceFormula.Share => Share(part),
            LegacyPriceFormula.MeterSize => Sizes(part),
            _ => Refuse(part, $"formula {part.Formula} is unknown (precsubcon)"),
        };
        return price is null ? null : new Charge
        {
            Concept = part.Key.ChargeType,
            Part = part.Id,
            Name = name,
            Price = price,
            When = part.Key.ChargeType switch
            {
                LegacyChargeType.Sewerage => Parsed("service('sewerage')"),
                LegacyChargeType.Treatment => Parsed("service('treatment')"),
                _ => null,
            },
            PerUnit = part.Formula == LegacyPriceFormula.Table,
            Quantity = part.Formula == LegacyPriceFormula.MeterSize ? Parsed("1") : null,
            Proration = part.Prorated ? Proration.DaysOfThirty : Proration.None,
        };
    }

    /// <summary>A text of this program's own.</summary>
    public static Formula Parsed(string text) => FormulaParser.Parse(text) switch
    {
        FormulaReading.Read read => read.Formula,
        FormulaReading.Refused refused => throw new FormatException($"{text}: {string.Join("; ", refused.Errors)}"),
        _ => throw new FormatException(text),
    };

    private IReadOnlyList<PriceRow>? Rows(LegacyPart part)
    {
        if (LegacyRowChecks.ProblemOf(part) is { } problem)
        {
            Refuse(part, $"{problem} (prectramos)");
            return null;
        }

        return part.Rows;
    }

    private PriceMethod? Share(LegacyPart part) => part.BaseChargeType is { } of
        ? new PriceMethod.PercentageOf([of], part.UnitPrice)
        : Refuse(part, "a share needs the charge type it is taken of (x_cptobase)");

    private PriceMethod? Sizes(LegacyPart part) => part.BySize.Count > 0
        ? new PriceMethod.ByMeterSize(part.BySize.ToDictionary(
            pair => pair.Key, pair => pair.Value with { UpTo = null }))
        : Refuse(part, "it has no price for any meter size (preccalib)");

    private PriceMethod? Refuse(LegacyPart part, string reason)
    {
        problems.Add(string.Create(
            CultureInfo.InvariantCulture, $"{part.Key}, version {part.Since:yyyy-MM-dd}, part {part.Id}: {reason}."));
        return null;
    }
}
