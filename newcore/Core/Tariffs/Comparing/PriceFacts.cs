namespace Strangler.Core.Tariffs.Comparing;

/// <summary>What a price says: prices as numbers, the rest as rules.</summary>
internal static class PriceFacts
{
    public static IEnumerable<PlanFact> Of(PriceMethod price, string key, string subject)
    {
        PlanFact Rule(string what, string value) => PlanFacts.Rule(key, subject, what, value);
        PlanFact Price(string what, decimal value) => PlanFacts.Price(key, subject, what, value);
        IEnumerable<PlanFact> facts = price switch
        {
            PriceMethod.Table table => table.Rows.SelectMany(row => Row(row, Name(row), Price)),
            PriceMethod.Blocks blocks =>
            [
                Rule("policy", Files.PlanFormat.Word(blocks.Policy)),
                Rule("limits", blocks.AnnualLimits ? "of a year" : "of a period"),
                .. blocks.Rows.SelectMany(row => Row(row, Name(row), Price)),
            ],
            PriceMethod.Flat flat => [Price("amount", flat.Amount)],
            PriceMethod.PerQuantity per => [Price("unit price", per.UnitPrice)],
            PriceMethod.PercentageOf share =>
                [Rule("share", PlanFacts.Number(share.Share)), Rule("of concepts", string.Join(", ", share.Concepts))],
            PriceMethod.ByMeterSize sizes => sizes.Prices.OrderBy(pair => pair.Key)
                .SelectMany(pair => Row(pair.Value, $"{pair.Key} mm", Price)),
            PriceMethod.ByFormula formula => [Rule("formula", formula.Amount.Text)],
            PriceMethod.PerEvent events => events.Prices.Select(pair => Price($"event {pair.Key}", pair.Value)),
            PriceMethod.ByCategory kinds => kinds.UnitPrices.Select(pair => Price($"category {pair.Key}", pair.Value)),
            PriceMethod.TimeOfDay hours => hours.Bands.Select(band =>
                Price($"{band.Name} from {band.From:HH:mm} to {band.To:HH:mm}", band.UnitPrice)),
            _ => throw new ArgumentException($"No facts of {price.GetType().Name}."),
        };
        return facts.Prepend(Rule("price", Kind(price)));
    }

    private static IEnumerable<PlanFact> Row(PriceRow row, string name, Func<string, decimal, PlanFact> price) =>
        [price($"{name}, fixed", row.FixedPrice), price($"{name}, per unit", row.UnitPrice)];

    private static string Name(PriceRow row) => row.UpTo is { } limit ? $"up to {PlanFacts.Number(limit)}" : "above";

    private static string Kind(PriceMethod price) => Files.PlanFormat.Names[Files.PlanFormat.Price]
        .First(name => name.Equals(price.GetType().Name, StringComparison.OrdinalIgnoreCase)
            || name.Equals(price.GetType().Name[2..], StringComparison.OrdinalIgnoreCase));
}
