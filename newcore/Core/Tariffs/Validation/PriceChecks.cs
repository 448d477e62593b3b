namespace Strangler.Core.Tariffs.Validation;

/// <summary>Rows without gaps and overlaps, and figures that can be meant.</summary>
internal static class PriceChecks
{
    private const int MostRows = 10_000;
    private const int LargestMeter = 1_000;

    public static void Check(PriceMethod price, string path, PlanFindings found)
    {
        switch (price)
        {
            case PriceMethod.Table table:
                Rows(table.Rows, $"{path}.table", found);
                break;
            case PriceMethod.Blocks blocks:
                Rows(blocks.Rows, $"{path}.blocks", found);
                FixedPrices(blocks, $"{path}.blocks", found);
                break;
            case PriceMethod.Flat flat:
                Figures.Amount(flat.Amount, Figures.HighestAmount, $"{path}.flat", found);
                break;
            case PriceMethod.PerQuantity per:
                Figures.Price(per.UnitPrice, Figures.HighestUnitPrice, $"{path}.perQuantity", found);
                break;
            case PriceMethod.PercentageOf share:
                Figures.Share(share.Share, Figures.HighestShare, $"{path}.percentageOf.share", found);
                break;
            case PriceMethod.ByMeterSize sizes:
                MeterSizes(sizes, $"{path}.byMeterSize", found);
                break;
            case PriceMethod.PerEvent events:
                Named(events.Prices, $"{path}.perEvent", "event", found);
                break;
            case PriceMethod.ByCategory categories:
                Named(categories.UnitPrices, $"{path}.byCategory", "category", found);
                break;
            case PriceMethod.TimeOfDay hours:
                Bands(hours.Bands, $"{path}.timeOfDay", found);
                break;
        }
    }

    private static void Rows(IReadOnlyList<PriceRow> rows, string path, PlanFindings found)
    {
        found.AddUnless(rows.Count is > 0 and <= MostRows, path, $"There are 1 to {MostRows} rows, not {rows.Count}.");
        decimal? before = null;
        for (int i = 0; i < rows.Count; i++)
        {
            string at = $"{path}.rows[{i}]";
            PriceRow row = rows[i];
            Figures.Price(row.FixedPrice, Figures.HighestAmount, at, found);
            Figures.Price(row.UnitPrice, Figures.HighestUnitPrice, at, found);
            found.AddUnless(row.UpTo is null or >= 0, at,
                $"A quantity cannot be negative: {Figures.Shown(row.UpTo ?? 0)}.");
            found.AddUnless(row.UpTo is not null || i == rows.Count - 1, at,
                "Only the last row has no end: this one and those after it overlap.");
            found.AddUnless(row.UpTo is null || before is null || row.UpTo > before, at,
                $"Rows overlap: this one ends at {Figures.Shown(row.UpTo ?? 0)}, the one before at "
                + $"{Figures.Shown(before ?? 0)}.");
            before = row.UpTo ?? before;
        }

        if (rows.Count > 0 && rows[^1].UpTo is { } last)
        {
            found.Add(path, $"There is a gap: nothing covers what is above {Figures.Shown(last)}.");
        }
    }

    private static void FixedPrices(PriceMethod.Blocks blocks, string path, PlanFindings found)
    {
        if (blocks.Policy != BlockPolicy.FixedOfReached && blocks.Rows.Any(row => row.FixedPrice != 0))
        {
            found.Add(path, "A block's fixed price counts only with the policy fixedOfReached.");
        }
    }

    private static void MeterSizes(PriceMethod.ByMeterSize sizes, string path, PlanFindings found)
    {
        found.AddUnless(sizes.Prices.Count > 0, path, "There is no meter size.");
        foreach ((int size, PriceRow row) in sizes.Prices)
        {
            string at = $"{path}.{size}";
            found.AddUnless(size is >= 0 and <= LargestMeter, at, $"A meter has at most {LargestMeter} mm.");
            Figures.Price(row.FixedPrice, Figures.HighestAmount, at, found);
            Figures.Price(row.UnitPrice, Figures.HighestUnitPrice, at, found);
        }
    }

    private static void Named(
        IReadOnlyDictionary<string, decimal> prices, string path, string what, PlanFindings found)
    {
        found.AddUnless(prices.Count > 0, path, $"There is no {what}.");
        foreach ((string name, decimal price) in prices)
        {
            found.AddUnless(name.Trim().Length > 0, $"{path}.{name}", $"The {what} has no name.");
            Figures.Price(price, Figures.HighestAmount, $"{path}.{name}", found);
        }
    }

    private static void Bands(IReadOnlyList<PriceBand> bands, string path, PlanFindings found)
    {
        found.AddUnless(bands.Count > 0, path, "There is no band.");
        TimeOnly covered = TimeOnly.MinValue;
        bool ended = false;
        foreach ((PriceBand band, int i) in bands.Select((band, i) => (band, i)).OrderBy(pair => pair.band.From))
        {
            string at = $"{path}[{i}]";
            bool toMidnight = band.To == TimeOnly.MinValue;
            Figures.Price(band.UnitPrice, Figures.HighestUnitPrice, at, found);
            found.AddUnless(toMidnight || band.From < band.To, at, "A band past midnight is written as two.");
            found.AddUnless(!ended
                && band.From >= covered, at, $"Bands overlap: {band.Name} begins at {band.From:HH:mm}, "
                + $"and the day is covered to {(ended ? "24:00" : $"{covered:HH:mm}")}.");
            found.AddUnless(ended || band.From <= covered, at,
                $"There is a gap: no band from {covered:HH:mm} to {band.From:HH:mm}.");
            ended |= toMidnight;
            covered = band.To > covered ? band.To : covered;
        }

        found.AddUnless(ended || bands.Count == 0, path, $"There is a gap: no band from {covered:HH:mm} to 24:00.");
    }
}
