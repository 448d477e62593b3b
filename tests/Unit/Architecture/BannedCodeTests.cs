namespace Strangler.Tests.Unit.Architecture;

public sealed class BannedCodeTests
{
    public static TheoryData<string, string> Samples => new()
    {
        { "Clock", "var now = DateTime.UtcNow;" },
        { "Clock", "var now = DateTimeOffset.Now;" },
        { "DateTimes", "internal DateTime? Due { get; }" },
        { "FloatingPoint", "internal double Price;" },
        { "Terminal", "Console.WriteLine(text);" },
        { "Blocking", "task.GetAwaiter().GetResult();" },
        { "Regions", "  #region Fields" },
    };

    private static readonly Dictionary<string, BannedCodeRule> Rules = new()
    {
        ["Clock"] = BannedCodeRule.Clock,
        ["DateTimes"] = BannedCodeRule.DateTimes,
        ["FloatingPoint"] = BannedCodeRule.FloatingPoint,
        ["Terminal"] = BannedCodeRule.Terminal,
        ["Blocking"] = BannedCodeRule.Blocking,
        ["Regions"] = BannedCodeRule.Regions,
    };

    [Theory]
    [InlineData("Clock")]
    [InlineData("DateTimes")]
    [InlineData("FloatingPoint")]
    [InlineData("Terminal")]
    [InlineData("Blocking")]
    [InlineData("Regions")]
    public void Code_keeps_the_rule(string rule) => Breaches.AssertNone(SourceTree.Code.SelectMany(Rules[rule].Check));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_breach_is_found_in_code_and_not_in_what_is_said(string rule, string breach)
    {
        Assert.Single(Rules[rule].Check(new SourceFile("newcore/Core/A.cs", breach)));
        Assert.Empty(Rules[rule].Check(new SourceFile("newcore/Core/A.cs", $"// {breach}\nvar s = \"{breach}\";")));
    }

    [Fact]
    public void Every_rule_has_a_sample() =>
        Assert.Equal(Rules.Keys.Order(), Samples.Select(sample => sample.Data.Item1).Distinct().Order());

    [Fact]
    public void What_is_left_to_do_has_an_owner() =>
        Breaches.AssertNone(SourceTree.Code.SelectMany(OwnedTodoRule.Check));

    [Fact]
    public void What_is_left_to_do_without_an_owner_is_found()
    {
        string word = "TO" + "DO";
        Assert.Single(OwnedTodoRule.Check(new SourceFile("a.cs", $"// {word} later")));
        Assert.Empty(OwnedTodoRule.Check(new SourceFile("a.cs", $"// {word}(ana) later")));
    }

    [Fact]
    public void No_file_names_a_machine_or_a_package_source() =>
        Breaches.AssertNone(SourceTree.All.SelectMany(TraceRule.Check));

    [Theory]
    [InlineData("see /{0}/build/x", "home")]
    [InlineData("\"/{0}/project\"", "work")]
    [InlineData("https://api.{0}.org/v3", "nuget")]
    [InlineData("{0}.org/simple", "pypi")]
    public void A_machine_or_package_source_is_found(string text, string word) =>
        Assert.Single(TraceRule.Check(new SourceFile("a.md", text.Replace("{0}", word, StringComparison.Ordinal))));
}
