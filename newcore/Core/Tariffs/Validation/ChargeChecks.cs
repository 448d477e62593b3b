using Strangler.Core.Expressions;
using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>What is said of one charge, apart from its references to others.</summary>
internal static class ChargeChecks
{
    public const int HighestConcept = 9_999;
    private const decimal HighestFactor = 10;

    public static void Check(TariffPlan plan, Charge charge, string path, PlanFindings found)
    {
        Numbers(charge.Concept, charge.Part, path, found);
        found.AddUnless(charge.Name.Length is > 0 and <= 100, $"{path}.name", "A name has 1 to 100 characters.");
        Days.Order(charge.From, charge.To, $"{path}.to", found);
        Dates(plan, charge, path, found);
        found.AddUnless(charge.MinimumQuantity is >= 0 and < 1_000_000, $"{path}.minimumQuantity",
            $"A quantity cannot be {Figures.Shown(charge.MinimumQuantity)}.");
        Figures.Price(charge.MinimumAmount, Figures.HighestAmount, $"{path}.minimumAmount", found);
        found.AddUnless(charge.LedgerAccount is not { Length: 0 or > 40 }, $"{path}.ledgerAccount",
            "A ledger account has 1 to 40 characters.");
        found.AddUnless(!(charge.PerUnit && charge.OncePerAccount), $"{path}.oncePerAccount",
            "What is priced per unit served is not charged once per account.");
        Seasons(plan, charge, path, found);
        PriceChecks.Check(charge.Price, $"{path}.price", found);
    }

    public static void Numbers(int concept, int part, string path, PlanFindings found)
    {
        found.AddUnless(concept is >= 1 and <= HighestConcept, $"{path}.concept",
            $"A concept is a number from 1 to {HighestConcept}, not {concept}.");
        found.AddUnless(concept != RatedBill.RoundingConcept, $"{path}.concept",
            $"Concept {RatedBill.RoundingConcept} is the rounding line, which every bill gets by itself.");
        found.AddUnless(part is >= 1 and <= HighestConcept, $"{path}.part",
            $"A part is a number from 1 to {HighestConcept}, not {part}.");
    }

    private static void Dates(TariffPlan plan, Charge charge, string path, PlanFindings found)
    {
        found.AddUnless(charge.To is not { } to || to >= plan.EffectiveFrom, $"{path}.to",
            "It ends before the plan begins, so it is never charged.");
        found.AddUnless(charge.From is not { } from || plan.EffectiveTo is not { } end || from <= end, $"{path}.from",
            "It begins after the plan ends, so it is never charged.");
    }

    private static void Seasons(TariffPlan plan, Charge charge, string path, PlanFindings found)
    {
        string[] names = [.. plan.Seasons.Select(season => season.Name)];
        foreach ((string season, decimal factor) in charge.SeasonFactors)
        {
            string at = $"{path}.seasonFactors.{season}";
            found.AddUnless(names.Contains(season), at,
                $"The plan has no season {season}.{NearestName.Hint(season, names)}");
            found.AddUnless(factor is >= 0 and <= HighestFactor, at,
                $"A factor is from 0 to {HighestFactor}, not {Figures.Shown(factor)}.");
        }
    }
}
