using System.Globalization;
using System.Text.Json;
using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Files;

/// <summary>Reads a price: an object with one member that says how the amount comes about.</summary>
internal static class PriceReader
{
    public static PriceMethod Read(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Price);
        string[] kinds = [.. fields.Names];
        if (kinds.Length != 1)
        {
            if (part.Kind == JsonTokenType.StartObject)
            {
                reading.Add(part, kinds.Length == 0
                    ? $"A price is one of {string.Join(", ", PlanFormat.Names[PlanFormat.Price])}."
                    : $"A price is one thing, not {string.Join(" and ", kinds)}.");
            }

            return new PriceMethod.Flat(0);
        }

        JsonPart value = fields.Required(kinds[0]) ?? part;
        return kinds[0] switch
        {
            "table" => Table(reading, value),
            "blocks" => Blocks(reading, value),
            "flat" => new PriceMethod.Flat(fields.Number("flat")),
            "perQuantity" => new PriceMethod.PerQuantity(fields.Number("perQuantity")),
            "percentageOf" => Percentage(reading, value),
            "byMeterSize" => MeterSizes(reading, fields, value),
            "formula" => Formula(fields, value),
            "perEvent" => new PriceMethod.PerEvent(fields.Prices(value)),
            "timeOfDay" => new PriceMethod.TimeOfDay([.. fields.List("timeOfDay").Select(band => Band(reading, band))]),
            _ => new PriceMethod.ByCategory(fields.Prices(value)),
        };
    }

    private static PriceMethod.Table Table(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Table);
        if (fields.Find("perWholeM3") is null)
        {
            return new PriceMethod.Table(Rows(reading, fields, required: true));
        }

        if (fields.Find("rows") is { } both)
        {
            reading.Add(both, "A table has rows or perWholeM3, not both.");
        }

        IReadOnlyList<JsonPart> prices = fields.List("perWholeM3");
        List<PriceRow> rows = [.. prices.Select((price, m3) => new PriceRow(m3, fields.Number(price), 0))];
        if (fields.Find("above") is { } above)
        {
            PlanFields last = new(reading, above, PlanFormat.Above);
            rows.Add(new PriceRow(null, last.Number("fixed", 0), last.Number("unit", 0)));
        }

        foreach ((JsonPart price, int m3) in prices.Select((price, m3) => (price, m3)))
        {
            reading.Lines[$"{part.Path}.rows[{m3}]"] = price.Line;
        }

        return new PriceMethod.Table(rows);
    }

    private static PriceMethod.Blocks Blocks(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Blocks);
        return new PriceMethod.Blocks(Rows(reading, fields, required: true), fields.Choice<BlockPolicy>("policy"))
        {
            AnnualLimits = fields.Truth("annualLimits"),
        };
    }

    private static List<PriceRow> Rows(PlanReading reading, PlanFields holder, bool required)
    {
        List<PriceRow> rows = [];
        foreach (JsonPart part in holder.List("rows", required))
        {
            PlanFields fields = new(reading, part, PlanFormat.Row);
            PriceRow row = new(
                fields.Find("upTo") is null ? null : fields.Number("upTo"), fields.Number("fixed", 0),
                fields.Number("unit", 0));
            if (fields.Find("from") is { } from)
            {
                CheckStart(reading, from, fields.Number(from), rows.Count == 0 ? 0 : rows[^1].UpTo);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Gazettes print rows as 0-10, 11-20 or as 0-10, 10-20; the model needs only the ends.</summary>
    private static void CheckStart(PlanReading reading, JsonPart part, decimal start, decimal? end)
    {
        if (end is { } last && start != last && (start != last + 1 || last == 0))
        {
            reading.Add(part, start > last
                ? $"There is a gap: the row before ends at {Shown(last)} and this one begins at {Shown(start)}."
                : $"Rows overlap: the one before ends at {Shown(last)} and this one begins at {Shown(start)}.");
        }
    }

    private static PriceMethod.PercentageOf Percentage(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Percentage);
        return new PriceMethod.PercentageOf(fields.Wholes("concepts", required: true), fields.Number("share"));
    }

    private static PriceMethod.ByMeterSize MeterSizes(PlanReading reading, PlanFields fields, JsonPart part)
    {
        Dictionary<int, PriceRow> prices = [];
        if (part.Kind != JsonTokenType.StartObject)
        {
            fields.Wrong(part, "an object with a price to every size");
        }

        foreach ((string name, JsonPart value) in part.Members)
        {
            reading.Lines[value.Path] = value.Line;
            PlanFields inner = new(reading, value, PlanFormat.MeterSize);
            PriceRow row = new(null, inner.Number("fixed", 0), inner.Number("unit", 0));
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                reading.Add(value, $"{name} is no meter size in whole millimetres.");
            }
            else if (!prices.TryAdd(size, row))
            {
                reading.Add(value, $"{name} is there twice.");
            }
        }

        return new PriceMethod.ByMeterSize(prices);
    }

    private static PriceMethod Formula(PlanFields fields, JsonPart part) =>
        fields.Formula(part, FormulaType.Number) is { } formula
            ? new PriceMethod.ByFormula(formula) : new PriceMethod.Flat(0);

    private static PriceBand Band(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Band);
        return new PriceBand(fields.Text("name"), Hour(fields, "from"), Hour(fields, "to"), fields.Number("unit"));
    }

    /// <summary>24:00 is the midnight at which a day ends.</summary>
    private static TimeOnly Hour(PlanFields fields, string name)
    {
        if (fields.Required(name) is not { } part || part.Text == "24:00")
        {
            return TimeOnly.MinValue;
        }

        if (part.Kind == JsonTokenType.String && TimeOnly.TryParseExact(
            part.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly hour))
        {
            return hour;
        }

        fields.Wrong(part, "an hour like \"06:00\"");
        return TimeOnly.MinValue;
    }

    private static string Shown(decimal number) => number.ToString("0.#####", CultureInfo.InvariantCulture);
}
