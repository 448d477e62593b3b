namespace Strangler.Tests.Unit.Tariffs;

public sealed class CatalogueValidatorTests
{
    [Theory]
    [InlineData("code", "\"Show Case\"",
        "code: 'Show Case' is no code: up to 60 small letters, digits and single hyphens, "
        + "like domestic-medium.")]
    [InlineData("use", "\"domestik\"",
        "use: 'domestik' is none of domestic, commercial, industrial, government, mixed, "
        + "charity, agricultural. Did you mean domestic?")]
    [InlineData("to", "\"2026-01-01\"", "to: It ends on 2026-01-01, before it begins on 2026-02-01.")]
    [InlineData("rounding.total", "5", "rounding.total: A total is rounded to 0.01 or to 1, not to 5.")]
    [InlineData("seasons[1].from", "\"06-15\"", "seasons[1]: It overlaps the season dry.")]
    [InlineData("seasons[1].name", "\"dry\"", "seasons[1].name: There is a season dry already.")]
    [InlineData("charges[0].seasonFactors", "{ \"dri\": 2 }",
        "charges[0].seasonFactors.dri: The plan has no season dri. Did you mean dry?")]
    [InlineData("charges[0].seasonFactors", "{ \"dry\": 110 }",
        "charges[0].seasonFactors.dry: A factor is from 0 to 10, not 110.")]
    [InlineData("charges[0].minimumQuantity", "-1", "charges[0].minimumQuantity: A quantity cannot be -1.")]
    [InlineData("charges[6].to", "\"2025-12-31\"",
        "charges[6].to: It ends before the plan begins, so it is never charged.")]
    [InlineData("charges[0].price.blocks.rows",
        "[{ \"upTo\": 10, \"unit\": 1 }, { \"upTo\": 9, \"unit\": 1 }, { \"unit\": 1 }]",
        "charges[0].price.blocks.rows[1]: Rows overlap: this one ends at 9, the one before at 10.")]
    [InlineData("charges[0].price.blocks.rows", "[{ \"upTo\": 10, \"unit\": 1 }]",
        "charges[0].price.blocks: There is a gap: nothing covers what is above 10.")]
    [InlineData("charges[0].price.blocks.rows", "[{ \"unit\": 1 }, { \"unit\": 2 }]",
        "charges[0].price.blocks.rows[0]: Only the last row has no end: this one and those after it overlap.")]
    [InlineData("charges[0].price.blocks.rows[0]", "{ \"upTo\": -10, \"unit\": 1 }",
        "charges[0].price.blocks.rows[0]: A quantity cannot be negative: -10.")]
    [InlineData("charges[0].price.blocks.rows[0].unit", "-1",
        "charges[0].price.blocks.rows[0]: A price cannot be negative: -1.")]
    [InlineData("charges[0].price.blocks.rows[0].unit", "1.234567",
        "charges[0].price.blocks.rows[0]: 1.234567 has more than 5 decimals.")]
    [InlineData("charges[0].price.blocks.rows[0].unit", "1234567",
        "charges[0].price.blocks.rows[0]: 1234567 pesos are absurd: at most 100000.")]
    [InlineData("charges[0].price.blocks.rows[0].fixed", "5",
        "charges[0].price.blocks: A block's fixed price counts only with the policy fixedOfReached.")]
    [InlineData("charges[2].price.percentageOf.share", "25",
        "charges[2].price.percentageOf.share: 25 is no share: 10 % is written 0.10.")]
    [InlineData("charges[2].price.percentageOf.concepts", "[1, 77]",
        "charges[2].price.percentageOf.concepts[1]: The plan has no concept 77.")]
    [InlineData("charges[2].price.percentageOf.concepts", "[3]", "charges[2].price.percentageOf.concepts[0]: "
        + "Concept 3 comes only later (charges[3]): move this charge behind it.")]
    [InlineData("charges[2].price.percentageOf.concepts", "[2]",
        "charges[2].price.percentageOf.concepts[0]: Concept 2 depends on itself.")]
    [InlineData("charges[2].price.percentageOf.concepts", "[4]", "charges[2].price.percentageOf.concepts[0]: "
        + "Concepts depend on each other in a circle: 2 -> 4 -> 2.")]
    [InlineData("charges[5].price.formula", "\"-price(5, m3)\"",
        "charges[5].price.formula: price(5, ...): concept 5 has no table or blocks.")]
    [InlineData("charges[5].price.formula", "\"-amount(99)\"", "charges[5].price.formula: The plan has no concept 99.")]
    [InlineData("charges[5].when", "\"programme('pensoner')\"",
        "charges[5].when: 'pensoner' is not among the plan's programmes. Did you mean pensioner?")]
    [InlineData("charges[4].part", "2", "charges[5].concept: There is a charge of concept 4, part 2 already.")]
    [InlineData("modifiers[1].part", "1", "modifiers[1].concept: Concept 20, part 1 is there already.")]
    [InlineData("modifiers[0].value", "-10", "modifiers[0].value: -10 is no share: 10 % is written 0.10.")]
    [InlineData("modifiers[1].value", "-10", "modifiers[1].value: A price cannot be negative: -10.")]
    [InlineData("modifiers[0].concepts", "[1, 50]", "modifiers[0].concepts: The plan has no concept 50.")]
    [InlineData("charges[8].price.timeOfDay[1].from", "\"07:00\"",
        "charges[8].price.timeOfDay[1]: There is a gap: no band from 06:00 to 07:00.")]
    [InlineData("charges[8].price.timeOfDay[1].from", "\"05:00\"", "charges[8].price.timeOfDay[1]: "
        + "Bands overlap: day begins at 05:00, and the day is covered to 06:00.")]
    [InlineData("charges[8].price.timeOfDay[1].to", "\"23:00\"",
        "charges[8].price.timeOfDay: There is a gap: no band from 23:00 to 24:00.")]
    [InlineData("charges[7].price.perEvent", "{}", "charges[7].price.perEvent: There is no event.")]
    [InlineData("taxes[0].rate", "16", "taxes[0].rate: 16 is no rate: 16 % is written 0.16.")]
    [InlineData("taxes[0].to", "\"2026-12-31\"", "taxes: There is a gap: concept 5 has no tax rate on 2027-01-01.")]
    [InlineData("taxes[2].from", "\"2026-12-31\"",
        "taxes[2]: It overlaps the rule of the same tax, use and concept from 2014-01-01.")]
    public void Each_error_is_found(string path, string value, string expected) =>
        Assert.Contains(expected, PlanFiles.Errors(PlanFiles.With(path, value)));

    [Fact]
    public void All_errors_of_all_files_are_told_at_once_with_file_and_line()
    {
        string text = File.ReadAllText(PlanFiles.Showcase);
        string[] errors =
        [
            .. Core.Tariffs.Validation.CatalogueValidator.Check(
            [
                PlanFiles.Parse(text.Replace("\"unit\": 18.25", "\"unit\": -18.25", StringComparison.Ordinal)
                    .Replace("\"share\": 0.25", "\"share\": 25", StringComparison.Ordinal), "one.json"),
                PlanFiles.Parse(text.Replace("zone = '1/M08'", "zone = 1", StringComparison.Ordinal), "two.json"),
            ]).Select(error => $"{error}"),
        ];
        Assert.Equal(
            [
                "one.json:26: charges[0].price.blocks.rows[1]: A price cannot be negative: -18.25.",
                "one.json:48: charges[2].price.percentageOf.share: 25 is no share: 10 % is written 0.10.",
                "two.json:7: version: one.json is version 2026-02 already.",
                "two.json:8: from: Version 2026-02 begins on the same day.",
                "two.json:72: charges[6].when: line 1, column 8: A text is compared with a number. (in: zone = 1)",
            ],
            errors);
    }

    [Theory]
    [InlineData("null", "2026-08-01", null)]
    [InlineData("\"2026-07-31\"", "2026-08-01", null)]
    [InlineData("\"2026-08-01\"", "2026-08-01", "from: It overlaps version 2026-02, which ends on 2026-08-01.")]
    [InlineData("\"2026-07-01\"", "2026-08-01", "from: There is a gap: version 2026-02 ends on 2026-07-01.")]
    [InlineData("null", "2026-02-01", "from: Version 2026-02 begins on the same day.")]
    public void Versions_follow_each_other_without_gap_or_overlap(string end, string next, string? expected) =>
        Assert.Equal(
            expected is null ? [] : [expected],
            PlanFiles.Errors(
                PlanFiles.With("to", end), PlanFiles.With("version", "\"next\"", "from", $"\"{next}\"", "to", "null")));

    [Fact]
    public void Thirty_concepts_each_of_all_before_are_no_circle_and_no_wait()
    {
        string charges = string.Join(',', Enumerable.Range(1, 30).Select(n => n == 1
            ? """{ "concept": 1, "part": 1, "name": "c", "price": { "flat": 1 } }"""
            : $$"""
                { "concept": {{n}}, "part": 1, "name": "c",
                  "price": { "percentageOf": { "concepts": [{{string.Join(',', Enumerable.Range(1, n - 1))}}],
                      "share": 0.1 } } }
                """));
        Assert.Empty(PlanFiles.Errors(PlanFiles.With(
            "charges", $"[{charges}]", "modifiers", "[]", "taxes",
                "[{\"tax\":\"IVA\",\"rate\":0.16,\"from\":\"2014-01-01\"}]")));
    }
}
