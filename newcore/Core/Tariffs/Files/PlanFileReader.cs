using System.Globalization;
using System.Text;
using System.Text.Json;
using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Files;

/// <summary>
/// Reads a plan file: docs/tariff-plan.schema.json says what may stand in it, docs/tariffs.md what it means.
/// </summary>
public static class PlanFileReader
{
    public const int LargestFile = 4 * 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The same JSON without comments and white space, for comparing; nothing for what is no JSON.</summary>
    public static byte[] Compact(ReadOnlySpan<byte> utf8)
    {
        try
        {
            StringBuilder text = new();
            PlanJson.Read(WithoutMark(utf8)).Write(text);
            return Encoding.UTF8.GetBytes($"{text}");
        }
        catch (JsonException)
        {
            return []; // reading says what is wrong with it
        }
    }

    /// <param name="name">How errors call the file.</param>
    public static PlanFile Read(string name, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LargestFile)
        {
            return Refused(name, 0, $"A plan file has at most {LargestFile} bytes, not {utf8.Length}.");
        }

        try
        {
            JsonPart root = PlanJson.Read(WithoutMark(utf8));
            PlanReading reading = new(name);
            TariffPlan plan = Plan(reading, root);
            return new PlanFile(name, root.Kind == JsonTokenType.StartObject ? plan : null, reading.Errors)
            {
                Lines = reading.Lines,
            };
        }
        catch (JsonException wrong)
        {
            int line = (int)(wrong.LineNumber ?? -1) + 1;
            string message = wrong.Message.Split(" LineNumber:")[0];
            return Refused(name, line,
                $"This is no JSON, at byte {wrong.BytePositionInLine + 1} of the line: {message}");
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;

    private static PlanFile Refused(string name, int line, string message) =>
        new(name, null, [new PlanError(name, line, "", message)]);

    private static TariffPlan Plan(PlanReading reading, JsonPart root)
    {
        PlanFields fields = new(reading, root, PlanFormat.Plan);
        return new TariffPlan
        {
            Code = fields.Text("code"),
            Name = fields.Text("name"),
            Use = fields.Text("use"),
            Version = fields.Text("version"),
            EffectiveFrom = fields.Date("from"),
            EffectiveTo = fields.OptionalDate("to"),
            Source = fields.OptionalText("source") ?? "",
            Currency = fields.OptionalText("currency") ?? "MXN",
            Programmes = fields.Texts("programmes"),
            ChangeInPeriod = fields.Choice<ChangeInPeriod>("changeInPeriod"),
            Rounding = fields.Required("rounding") is { } rounding ? Rounding(reading, rounding)
                : RoundingPolicy.Centavos,
            Seasons = [.. fields.List("seasons").Select(part => Season(reading, part))],
            Charges = [.. fields.List("charges", required: true).Select(part => ChargeReader.Read(reading, part))],
            Modifiers = [.. fields.List("modifiers").Select(part => Modifier(reading, part))],
            Taxes = [.. fields.List("taxes", required: true).Select(part => Tax(reading, part))],
        };
    }

    private static RoundingPolicy Rounding(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Rounding);
        return new RoundingPolicy(fields.Truth("lines", usual: true), fields.Number("total"), fields.Truth("carry"));
    }

    private static Season Season(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Season);
        (int fromMonth, int fromDay) = DayOfYear(fields, "from");
        (int toMonth, int toDay) = DayOfYear(fields, "to");
        return new Season(fields.Text("name"), fromMonth, fromDay, toMonth, toDay);
    }

    /// <summary>Month and day; the 29th of February is one.</summary>
    private static (int Month, int Day) DayOfYear(PlanFields fields, string name)
    {
        if (fields.Required(name) is not { } part)
        {
            return (1, 1);
        }

        if (part.Kind == JsonTokenType.String && DateOnly.TryParseExact(
            $"2024-{part.Text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return (day.Month, day.Day);
        }

        fields.Wrong(part, "a month and a day like \"11-01\"");
        return (1, 1);
    }

    private static BillModifier Modifier(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Modifier);
        return new BillModifier(
            fields.Choice<ModifierKind>("kind", required: true), fields.Whole("concept"), fields.Whole("part"),
            fields.Text("name"), fields.Number("value"), fields.Wholes("concepts"))
        {
            When = fields.Formula("when", FormulaType.Truth),
            From = fields.OptionalDate("from"),
            To = fields.OptionalDate("to"),
        };
    }

    private static TaxRule Tax(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Tax);
        return new TaxRule(
            fields.Text("tax"), fields.OptionalText("use"), fields.OptionalWhole("concept"), fields.Number("rate"),
            fields.Date("from"), fields.OptionalDate("to"));
    }
}
