using System.Globalization;
using Strangler.Core.Expressions;

namespace Strangler.Tests.Unit.Expressions;

public sealed class FormulaPropertyTests
{
    private const int Cases = 20_000;

    private static readonly string[] Words =
    [
        "m3", "perUnit", "units", "overdue", "use", "zone", "'domestic'", "'it''s'", "1", "0", "2.50",
            "7900000000000000000000000000",
        "+", "-", "*", "/", "=", "<>", "<", "<=", "and", "or", "not", "(", ")", ",", "min(", "max(", "round(", "floor(",
        "if(", "amount(", "price(", "service('sewerage')", "programme('pensioner')", "true", "false", "\n", "'", "?",
            "x",
    ];

    [Fact]
    public void Whatever_the_text_it_is_read_or_refused_with_a_place()
    {
        Random random = Seeded();
        for (int i = 0; i < Cases; i++)
        {
            string text = i % 2 == 0 ? Noise(random) : Soup(random);
            if (FormulaParser.Parse(text) is FormulaReading.Refused refused)
            {
                Assert.NotEmpty(refused.Errors);
                string[] lines = text.Split('\n');
                Assert.All(refused.Errors, error => Assert.InRange(error.Line, 1, lines.Length));
                Assert.All(refused.Errors, error => Assert.InRange(error.Column, 1, lines[error.Line - 1].Length + 1));
            }
        }
    }

    [Fact]
    public void Printing_and_reading_again_gives_the_same_tree_and_value()
    {
        Random random = Seeded();
        FixedScope scope = new() { Numbers = { [FormulaNumber.M3] = 25, [FormulaNumber.Units] = 3 } };
        for (int i = 0; i < Cases / 4; i++)
        {
            string text = i % 2 == 0 ? Number(random, 5) : Truth(random, 5);
            if (FormulaParser.Parse(text) is not FormulaReading.Read { Formula: var formula })
            {
                continue; // too large
            }

            string printed = $"{formula.Root}";
            if (printed.Length > FormulaParser.LongestText)
            {
                continue; // it was written without spaces
            }

            Formula again = Assert.IsType<FormulaReading.Read>(FormulaParser.Parse(printed)).Formula;
            Assert.Equal(formula.Root, again.Root);
            Assert.Equal(formula.Evaluate(scope), again.Evaluate(scope));
        }
    }

    [Fact]
    public void Most_generated_formulas_are_read()
    {
        Random random = Seeded();
        Assert.True(Enumerable.Range(0, 500)
            .Count(_ => FormulaParser.Parse(Truth(random, 4), FormulaType.Truth) is FormulaReading.Read) > 400);
    }

    private static Random Seeded()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}.");
        return new Random(seed);
    }

    private static string Noise(Random random) =>
        new([.. Enumerable.Range(0, random.Next(60))
            .Select(_ => (char)random.Next(random.Next(4) == 0 ? 0xFFFF : 128))]);

    private static string Soup(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(40)).Select(_ => Words[random.Next(Words.Length)]));

    private static string Number(Random random, int depth) => random.Next(depth == 0 ? 4 : 12) switch
    {
        0 => random.Next(1000).ToString(CultureInfo.InvariantCulture),
        1 => (random.Next(100_000) / 100m).ToString(CultureInfo.InvariantCulture),
        2 => FormulaNames.Numbers.Keys[random.Next(FormulaNames.Numbers.Count)],
        3 => "amount(1)",
        4 => $"-{Number(random, depth - 1)}",
        5 => $"({Number(random, depth - 1)})",
        6 => $"if({Truth(random, depth - 1)}, {Number(random, depth - 1)}, {Number(random, depth - 1)})",
        7 => $"min({Number(random, depth - 1)},{Number(random, depth - 1)}, {Number(random, depth - 1)})",
        8 => $"round({Number(random, depth - 1)}, {random.Next(11)})",
        9 => $"price(1, {Number(random, depth - 1)})",
        _ => $"{Number(random, depth - 1)}{"+-*/"[random.Next(4)]}{Number(random, depth - 1)}",
    };

    private static string Truth(Random random, int depth) => random.Next(depth == 0 ? 3 : 8) switch
    {
        0 => "programme('it''s')",
        1 => "use <> 'domestic'",
        2 => "service('sewerage')",
        3 => $"not {Truth(random, depth - 1)}",
        4 => $"({Truth(random, depth - 1)}) = ({Truth(random, depth - 1)})",
        5 => $"{Truth(random, depth - 1)} {(random.Next(2) == 0 ? "and" : "or")} {Truth(random, depth - 1)}",
        6 => $"({Truth(random, depth - 1)})",
        _ => $"{Number(random, depth - 1)} {FormulaNames.Of((ComparisonOperator)random.Next(6))} "
            + $"{Number(random, depth - 1)}",
    };
}
