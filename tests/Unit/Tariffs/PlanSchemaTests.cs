using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Core.Expressions;
using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;

namespace Strangler.Tests.Unit.Tariffs;

public sealed class PlanSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "tariff-plan.schema.json"))).RootElement;

    public static TheoryData<string> Plans => [.. PlanFiles.Catalogue.Append(PlanFiles.Showcase)
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_plan_that_comes_with_the_product_satisfies_the_schema(string file)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, file));
        Assert.Empty(new SchemaCheck(Schema).Check(JsonDocument.Parse(text, SchemaCheck.Lenient).RootElement));
    }

    [Theory]
    [InlineData("charges[0].price.blocks.rows[0].unit", "\"dear\"")]
    [InlineData("charges[0].tax", "\"sometimes\"")]
    [InlineData("taxes", "null")]
    [InlineData("colour", "1")]
    public void What_the_schema_refuses_the_reader_refuses_too(string path, string value)
    {
        JsonNode plan = PlanFiles.With(path, value);
        Assert.NotEmpty(new SchemaCheck(Schema).Check(JsonSerializer.SerializeToElement(plan)));
        Assert.NotEmpty(PlanFiles.Read(plan).Errors);
    }

    [Fact]
    public void Schema_and_reader_know_the_same_names()
    {
        Dictionary<string, string[]> published = Schema.GetProperty("$defs").EnumerateObject().ToDictionary(
            kind => kind.Name,
            kind => kind.Value.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order()
                .ToArray());
        Assert.Equal(PlanFormat.Names.Keys.Order(), published.Keys.Order());
        Assert.All(PlanFormat.Names, kind => Assert.Equal(kind.Value.Order(), published[kind.Key]));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_words()
    {
        Assert.Equal(FormulaNames.Uses, Words("plan", "use"));
        Assert.Equal(FormulaNames.Uses, Words("tax", "use"));
        Assert.Equal(Enum.GetValues<ChangeInPeriod>().Select(PlanFormat.Word), Words("plan", "changeInPeriod"));
        Assert.Equal(Enum.GetValues<Proration>().Select(PlanFormat.Word), Words("charge", "proration"));
        Assert.Equal(Enum.GetValues<TaxTiming>().Select(PlanFormat.Word), Words("charge", "tax"));
        Assert.Equal(Enum.GetValues<BlockPolicy>().Select(PlanFormat.Word), Words("blocks", "policy"));
        Assert.Equal(Enum.GetValues<ModifierKind>().Select(PlanFormat.Word), Words("modifier", "kind"));
    }

    [Fact]
    public void The_showcase_uses_every_name_and_every_kind_of_price()
    {
        string text = File.ReadAllText(PlanFiles.Showcase);
        string[] without = ["$schema", "perUnit", "perWholeM3", "above"]; // the catalogue has them
        Assert.All(
            PlanFormat.Names.SelectMany(kind => kind.Value).Except(without),
            name => Assert.Contains($"\"{name}\":", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Words(string kind, string name) => Schema.GetProperty("$defs").GetProperty(kind)
        .GetProperty("properties").GetProperty(name).GetProperty("enum").EnumerateArray()
            .Select(word => word.GetString()!);
}
