using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;

namespace Strangler.Tests.Unit.Tariffs;

public sealed class PlanFileReaderTests
{
    [Fact]
    public void A_plan_is_read_with_comments_and_trailing_commas()
    {
        TariffPlan plan = PlanFiles.Read(PlanFiles.Showcase).Plan!;
        Assert.Equal("showcase", plan.Code);
        Assert.Equal(new DateOnly(2027, 1, 31), plan.EffectiveTo);
        Assert.Equal(new Season("dry", 1, 1, 6, 30), plan.Seasons[0]);
        PriceMethod.Blocks blocks = Assert.IsType<PriceMethod.Blocks>(plan.Charges[0].Price);
        Assert.Equal([new PriceRow(10, 0, 12.5m), new PriceRow(30, 0, 18.25m), new PriceRow(null, 0, 27.40m)],
            blocks.Rows);
        Assert.Equal(1.10m, plan.Charges[0].SeasonFactors["dry"]);
        Assert.Equal(["pensioner", "low-income"], plan.Programmes);
        Assert.Equal(ModifierKind.SpendingCap, plan.Modifiers[2].Kind);
        Assert.Equal("subsidies", plan.Charges[4].LedgerAccount);
    }

    [Fact]
    public void An_error_names_file_line_and_path()
    {
        PlanFile file = PlanFiles.Parse(
            """
            {
              "code": "a", "name": "A", "use": "domestic", "version": "1", "from": "2026-02-30",
              "rounding": { "total": 1 },
              "charges": [
                {
                  "concept": "1", "part": 1, "name": "Water", "prise": {},
                  "when": "m3 > tem",
                },
              ],
              "taxes": [],
            }
            """);
        Assert.Equal(
            [
                "a.json:2: from: 2026-02-30 is a text, where a day like \"2026-02-01\" is expected.",
                "a.json:6: charges[0].prise: A charge has no prise. Did you mean price?",
                "a.json:6: charges[0].concept: 1 is a text, where a whole number is expected.",
                "a.json:5: charges[0].price: This is missing.",
                "a.json:7: charges[0].when: line 1, column 6: There is no tem here. (in: m3 > tem)",
            ],
            file.Errors.Select(error => $"{error}"));
    }

    [Theory]
    [InlineData("{ \"code\": \"a\"\n \"name\": 1 }", "a.json:2: This is no JSON, at byte 2 of the line")]
    [InlineData("", "a.json:1: This is no JSON")]
    [InlineData("{} {}", "a.json:1: This is no JSON")]
    [InlineData("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "a.json:1: This is no JSON")]
    public void What_is_no_JSON_is_told_with_its_line(string text, string expected) =>
        Assert.StartsWith(expected, $"{Assert.Single(PlanFiles.Parse(text).Errors)}", StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void What_is_no_object_is_no_plan(string text)
    {
        PlanFile file = PlanFiles.Parse(text);
        Assert.Null(file.Plan);
        Assert.Contains("an object with a plan is expected", Assert.Single(file.Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_read() => Assert.Contains(
        "at most 4194304 bytes", Assert.Single(PlanFiles.Parse(new string(' ', 4_194_305)).Errors).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("charges[0].price.blocks.rows[1].from", "13", "charges[0].price.blocks.rows[1].from: There is a gap: "
        + "the row before ends at 10 and this one begins at 13.")]
    [InlineData("charges[0].price.blocks.rows[1].from", "9", "charges[0].price.blocks.rows[1].from: Rows overlap: "
        + "the one before ends at 10 and this one begins at 9.")]
    [InlineData("charges[0].price", "{ \"flat\": 1, \"formula\": \"1\" }",
        "charges[0].price: A price is one thing, not flat and formula.")]
    [InlineData("charges[0].tax", "\"atrating\"",
        "charges[0].tax: 'atrating' is none of onFinalPrice, atRating, included, none. Did you mean atRating?")]
    [InlineData("charges[5].price.formula", "\"use\"",
        "charges[5].price.formula: line 1, column 1: The formula must be a number, not a text. (in: use)")]
    [InlineData("charges[6].price.flat", "1e2",
        "charges[6].price.flat: 1e2 is a number, where a number of ordinary size, written out is expected.")]
    [InlineData("charges[8].price.timeOfDay[0].from", "\"6\"",
        "charges[8].price.timeOfDay[0].from: 6 is a text, where an hour like \"06:00\" is expected.")]
    [InlineData("seasons[0].from", "\"02-30\"",
        "seasons[0].from: 02-30 is a text, where a month and a day like \"11-01\" is expected.")]
    public void A_wrong_value_is_told_with_its_path(string path, string value, string expected) =>
        Assert.Equal([expected],
            PlanFiles.Read(PlanFiles.With(path, value)).Errors.Select(e => $"{e.Path}: {e.Message}"));

    [Fact]
    public void A_name_that_is_there_twice_is_refused() => Assert.Contains(
        PlanFiles.Parse("{ \"code\": \"a\", \"code\": \"b\" }").Errors, error =>
            error.Message == "code is there twice.");

    /// <summary>Whatever bytes come, they are read or refused.</summary>
    [Fact]
    public void Broken_bytes_never_throw()
    {
        byte[] whole = File.ReadAllBytes(PlanFiles.Showcase);
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}.");
        Random random = new(seed);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = [.. whole];
            for (int change = 0; change < 5; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            PlanFile file =
                PlanFileReader.Read("a.json", bytes.AsSpan(0, i % 3 == 0 ? random.Next(bytes.Length) : bytes.Length));
            Core.Tariffs.Validation.CatalogueValidator.Check([file]);
        }
    }
}
