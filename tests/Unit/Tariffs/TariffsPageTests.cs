using System.CommandLine;
using System.Text.RegularExpressions;
using Strangler.Core.Expressions;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Tariffs;

namespace Strangler.Tests.Unit.Tariffs;

/// <summary>
/// docs/tariffs.md says what is so: its plans are valid, its formulas are read, its commands answer like that.
/// </summary>
public sealed partial class TariffsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tariffs.md"));

    [Fact]
    public void Its_plans_are_valid()
    {
        string[] plans = [.. Blocks("jsonc")];
        Assert.NotEmpty(plans);
        Assert.All(plans, plan => Assert.Empty(CatalogueValidator.Check([PlanFiles.Parse(plan)])));
    }

    [Fact]
    public void Its_formulas_are_read()
    {
        string[] formulas =
        [
            .. Blocks("text").SelectMany(block => block.Split('\n'))
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal)),
        ];
        Assert.True(formulas.Length > 5);
        Assert.All(formulas, formula => Assert.IsType<FormulaReading.Read>(FormulaParser.Parse(formula.Trim())));
    }

    [Fact]
    public void It_has_every_name_of_plan_files_and_formulas()
    {
        IEnumerable<string> names =
        [
            .. PlanFormat.Names.SelectMany(kind => kind.Value).Where(name => name != "$schema"),
            .. FormulaNames.Numbers.Keys, .. FormulaNames.Texts.Keys, .. FormulaNames.Functions,
        ];
        Assert.All(names, name => Assert.Matches($@"\b{name}\b", Page));
    }

    [Fact]
    public async Task Its_commands_answer_as_it_says()
    {
        string[] blocks = [.. Blocks("console")];
        Assert.True(blocks.Length >= 3);
        foreach (string block in blocks)
        {
            string[] lines = block.Split('\n', 2);
            string[] args = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
            Assert.Equal(lines[1].TrimEnd(), (await RunAsync(args)).TrimEnd());
        }
    }

    private static async Task<string> RunAsync(string[] args)
    {
        using StringWriter output = new();
        string root = Repository.Root + Path.DirectorySeparatorChar;
        await CommandRunner.RunAsync(
            new RootCommand { TariffsCommand.Create() },
            [.. args.Select(arg => arg.Contains('/', StringComparison.Ordinal) ? root + arg : arg)], output, output);
        return $"{output}".Replace(root, "", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Blocks(string kind) => Block().Matches(Page)
        .Where(block => block.Groups["kind"].Value == kind).Select(block => block.Groups["text"].Value);

    [GeneratedRegex(@"^```(?<kind>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
