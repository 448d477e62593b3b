using System.Globalization;
using System.Text.Json;
using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>Reads a fiscal table (docs/cfdi.md) and says all that is wrong with it at once.</summary>
public static class FiscalTableReader
{
    private const int MostBytes = 1024 * 1024;
    private static readonly string[] Rates = ["0", "0.08", "0.16"];

    public static FiscalTableOutcome Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MostBytes)
        {
            return new FiscalTableOutcome.Refused([$"The file is longer than {MostBytes} bytes."]);
        }

        List<string> problems = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = 8,
            });
            FiscalTable table = ReadTable(new FiscalTablePart("$", document.RootElement, problems));
            Require(table, problems);
            return problems.Count > 0 ? new FiscalTableOutcome.Refused(problems) : new FiscalTableOutcome.Read(table);
        }
        catch (JsonException failure)
        {
            return new FiscalTableOutcome.Refused(
                [$"line {failure.LineNumber + 1}: this is no JSON: {failure.Message}"]);
        }
    }

    private static FiscalTable ReadTable(FiscalTablePart root)
    {
        root.OnlyHas("refuseOtherRates", "concepts", "taxes");
        return new FiscalTable(
            root.Flag("refuseOtherRates"), [.. root.Items("concepts").Select(Concept)],
            [.. root.Items("taxes").Select(Tax)]);
    }

    private static ConceptKey Concept(FiscalTablePart part)
    {
        part.OnlyHas("concept", "name", "product", "unit");
        string product = part.Text("product");
        part.Require(product.Length == 8 && product.All(char.IsAsciiDigit), "product", "is a key of eight digits");
        string unit = part.Text("unit");
        part.Require(unit.Length is 2 or 3, "unit", "is a key of two or three signs, like MTQ");
        string? name = part.OptionalText("name");
        part.Require(name is null || TextCheck.Problem(name, 1000) is null, "name", "may not stand on a line");
        return new ConceptKey(part.OptionalNumber("concept"), name, product, unit);
    }

    private static ConceptTax Tax(FiscalTablePart part)
    {
        part.OnlyHas("concept", "use", "object", "exempt", "rate", "from", "to", "evidence");
        string kind = part.OptionalText("object") ?? SatKeys.Taxable;
        part.Require(kind is SatKeys.Taxable or SatKeys.NotTaxable, "object", "is 01, not taxable, or 02");
        bool exempt = part.Flag("exempt");
        string? text = part.OptionalText("rate");
        bool hasRate = kind == SatKeys.Taxable && !exempt;
        part.Require(hasRate == text is not null, "rate", "stands where there is a tax by rate, and only there");
        decimal rate = 0;
        part.Require(
            text is null
                || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out rate)
                    && Rates.Contains(Amounts.Short(rate).ToString(CultureInfo.InvariantCulture))),
            "rate", "is a text like \"0.160000\": 0, 0.08 or 0.16");
        DateOnly from = part.Day("from") ?? default;
        part.Require(from != default, "from", "is a day like 2014-01-01");
        DateOnly? to = part.Day("to");
        part.Require(!(to < from), "to", "is not before from");
        return new ConceptTax(
            part.OptionalNumber("concept"), part.OptionalText("use"), kind,
            exempt ? VatFactor.Exempt : VatFactor.Rate, rate, from, to, part.Text("evidence"));
    }

    private static void Require(FiscalTable table, List<string> problems)
    {
        if (table.Concepts.Count(key => key.Concept is null) != 1)
        {
            problems.Add("$.concepts: exactly one has no number: it is for any other.");
        }

        foreach (IGrouping<int?, ConceptKey> twice in table.Concepts.GroupBy(key => key.Concept)
            .Where(same => same.Key is not null && same.Count() > 1))
        {
            problems.Add($"$.concepts: concept {twice.Key} is there twice.");
        }

        problems.AddRange(
            from one in table.Taxes.Index()
            from other in table.Taxes.Skip(one.Index + 1)
            where one.Item.Concept == other.Concept && one.Item.Use == other.Use && one.Item.From == other.From
            select $"$.taxes[{one.Index}]: another begins on the same day for the same concept and use.");
    }
}
