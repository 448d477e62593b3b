using System.Globalization;
using Strangler.Core.Tariffs.Files;

namespace Strangler.Core.Tariffs.Comparing;

/// <summary>Everything that a plan says, as a list.</summary>
internal static class PlanFacts
{
    public static IEnumerable<PlanFact> Of(TariffPlan plan) =>
        [.. Head(plan), .. plan.Charges.SelectMany(Charge), .. plan.Modifiers.SelectMany(Modifier),
            .. Taxes(plan.Taxes)];

    private static IEnumerable<PlanFact> Head(TariffPlan plan)
    {
        yield return Rule("plan", "", "name", plan.Name);
        yield return Rule("plan", "", "use", plan.Use);
        yield return Rule("plan", "", "last day", Day(plan.EffectiveTo, "none"));
        yield return Rule("plan", "", "source", plan.Source);
        yield return Rule("plan", "", "currency", plan.Currency);
        yield return Rule("plan", "", "programmes", string.Join(", ", plan.Programmes));
        yield return Rule("plan", "", "a change within a period", PlanFormat.Word(plan.ChangeInPeriod));
        yield return Rule("plan", "", "lines rounded", Yes(plan.Rounding.Line));
        yield return Rule("plan", "", "total rounded to", Number(plan.Rounding.BillStep));
        yield return Rule("plan", "", "remainder carried", Yes(plan.Rounding.CarryRemainder));
        yield return Rule(
            "plan", "", "order of charges", string.Join(' ', plan.Charges.Select(one => $"{one.Concept}.{one.Part}")));
        foreach (Season season in plan.Seasons)
        {
            yield return Rule("plan", "", $"season {season.Name}",
                $"{season.FromMonth:00}-{season.FromDay:00} to {season.ToMonth:00}-{season.ToDay:00}");
        }
    }

    private static IEnumerable<PlanFact> Charge(Charge charge)
    {
        string key = $"charge {charge.Concept}.{charge.Part}";
        string subject = $"{charge.Name} ({charge.Concept}.{charge.Part})";
        (string What, string? Value)[] rules =
        [
            ("name", charge.Name), ("when", charge.When?.Text), ("quantity", charge.Quantity?.Text),
            ("per unit served", Yes(charge.PerUnit)), ("proration", PlanFormat.Word(charge.Proration)),
            ("tax", PlanFormat.Word(charge.Tax)), ("smallest quantity", Number(charge.MinimumQuantity)),
            ("first day", Day(charge.From, "as the plan")), ("last day", Day(charge.To, "as the plan")),
            ("shown without money", Yes(charge.Informational)), ("obsolete", Yes(charge.Obsolete)),
            ("once per account", Yes(charge.OncePerAccount)), ("ledger account", charge.LedgerAccount),
            ("correctors", string.Join("; ", charge.Correctors.Select(one => $"{one.Name}: {one.Factor.Text}"))),
        ];
        return
        [
            .. rules.Select(rule => Rule(key, subject, rule.What, rule.Value ?? "none")),
            Price(key, subject, "smallest amount", charge.MinimumAmount),
            .. charge.SeasonFactors.Select(pair => Rule(key, subject, $"factor in {pair.Key}", Number(pair.Value))),
            .. PriceFacts.Of(charge.Price, key, subject),
        ];
    }

    private static IEnumerable<PlanFact> Modifier(BillModifier modifier)
    {
        string key = $"modifier {modifier.Concept}.{modifier.Part}";
        string subject = $"{modifier.Name} ({modifier.Concept}.{modifier.Part})";
        yield return Rule(key, subject, "name", modifier.Name);
        yield return Rule(key, subject, "kind", PlanFormat.Word(modifier.Kind));
        yield return Rule(key, subject, "value", Number(modifier.Value));
        yield return Rule(key, subject, "concepts", string.Join(", ", modifier.Concepts));
        yield return Rule(key, subject, "when", modifier.When?.Text ?? "none");
        yield return Rule(key, subject, "first day", Day(modifier.From, "as the plan"));
        yield return Rule(key, subject, "last day", Day(modifier.To, "as the plan"));
    }

    private static IEnumerable<PlanFact> Taxes(IEnumerable<TaxRule> taxes) => taxes.Select(rule => Rule(
        "tax", "", $"{rule.Tax} of {rule.Use ?? "any use"} for "
            + (rule.Concept is { } concept ? $"concept {concept}" : "any concept") + $" from {Day(rule.From, "")}",
        $"{Number(rule.Rate)} to {Day(rule.To, "further notice")}"));

    internal static PlanFact Price(string key, string subject, string what, decimal price) =>
        new($"{key}/{what}", subject, what, Number(price), price);

    internal static PlanFact Rule(string key, string subject, string what, string value) =>
        new($"{key}/{what}", subject, what, value);

    internal static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Yes(bool value) => value ? "yes" : "no";

    private static string Day(DateOnly? day, string none) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? none;
}
