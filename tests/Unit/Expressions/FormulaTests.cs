using System.Globalization;
using Strangler.Core.Expressions;
using Strangler.Core.Rating;

namespace Strangler.Tests.Unit.Expressions;

public sealed class FormulaTests
{
    private static readonly FixedScope Scope = new()
    {
        Numbers = { [FormulaNumber.M3] = 25, [FormulaNumber.PerUnit] = 12, [FormulaNumber.Units] = 2 },
        Amounts = { [1] = 300.10m },
        Programmes = { "pensioner" },
        Services = ServiceFlags.Sewerage,
    };

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("-2 * -3", "6")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("m3 / units", "12.5")]
    [InlineData("if(perUnit > 10, price(1, 10), amount(1)) * 0.5", "25")]
    [InlineData("min(3, 1, 2) + max(3, 1, 2)", "4")]
    [InlineData("round(2.345, 2)", "2.35")]
    [InlineData("round(-2.5, 0)", "-3")]
    [InlineData("floor(-1.5) + ceiling(1.2)", "0")]
    [InlineData("amount(1) * 0.10", "30.010")]
    [InlineData("amount(7)", "0")]
    [InlineData("if(units = 2, 1, 1 / 0)", "1")]
    public void A_number_comes_out_exact(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Value(text).Number);

    [Theory]
    [InlineData("programme('pensioner') and use = 'domestic'", true)]
    [InlineData("not service('treatment') and service('sewerage')", true)]
    [InlineData("zone <> '1/M08' or plan = 'domestic-medium'", true)]
    [InlineData("not m3 = 25", false)]
    [InlineData("true and false or true", true)]
    [InlineData("m3 <= 25 and m3 >= 25 and not (m3 < 25 or m3 > 25)", true)]
    [InlineData("true or 1 / 0 > 1", true)]
    [InlineData("(m3 = 1) = (units = 1)", true)]
    public void A_condition_holds_or_not(string text, bool expected) => Assert.Equal(expected, Value(text).Truth);

    [Theory]
    [InlineData("1 / (m3 - 25)", FormulaFailure.DivisionByZero)]
    [InlineData("79000000000000000000000000000 * m3", FormulaFailure.Overflow)]
    [InlineData("price(2, 10)", FormulaFailure.NoPrice)]
    [InlineData("not (1 / 0 = 1)", FormulaFailure.DivisionByZero)]
    [InlineData("-round(max(1, 1 / 0), 2)", FormulaFailure.DivisionByZero)]
    public void What_cannot_be_worked_out_is_a_failure_and_no_crash(string text, FormulaFailure expected) =>
        Assert.Equal(expected, Value(text).Failure);

    [Theory]
    [InlineData("m3 +", "line 1, column 5: Something is missing at the end.")]
    [InlineData("m3 +\n  meterSise", "line 2, column 3: There is no meterSise here. Did you mean meterSize?")]
    [InlineData("M3", "line 1, column 1: There is no M3 here. Did you mean m3?")]
    [InlineData("flor(m3)", "line 1, column 1: There is no function flor. Did you mean floor?")]
    [InlineData("min(m3)", "line 1, column 1: min takes two numbers or more, not 1 arguments.")]
    [InlineData("max", "line 1, column 1: max is a function: brackets are missing after it.")]
    [InlineData("use = 'domestc'", "line 1, column 7: There is no use 'domestc': it is one of domestic, commercial, "
        + "industrial, government, mixed, charity, agricultural. Did you mean domestic?")]
    [InlineData("m3 and true", "line 1, column 1: The left of and must be a truth, not a number.")]
    [InlineData("m3 = 'ten'", "line 1, column 6: A number is compared with a text.")]
    [InlineData("zone < 'b'", "line 1, column 8: A text is only equal or not equal: it has no <.")]
    [InlineData("1 < m3 < 5", "line 1, column 8: Comparisons do not follow each other: join them by and.")]
    [InlineData("if(m3, 1, 2)", "line 1, column 4: The condition of if must be a truth, not a number.")]
    [InlineData("if(true, 1, 'b')", "line 1, column 13: The last value of if must be a number, not a text.")]
    [InlineData("service('sewrage')",
        "line 1, column 9: There is no service 'sewrage': it is one of sewerage, treatment. Did you mean sewerage?")]
    [InlineData("amount(m3)",
        "line 1, column 8: The concept of amount must be a whole number from 1 to 9999, written out.")]
    [InlineData("10%", "line 1, column 3: There is no percent sign: write 10 % as 0.10.")]
    [InlineData("m3 != 1", "line 1, column 4: Not equal is written <>.")]
    [InlineData("'open", "line 1, column 1: This text has no closing quote (').")]
    [InlineData("(m3", "line 1, column 4: A closing bracket is missing.")]
    [InlineData("m3)", "line 1, column 3: This bracket closes nothing.")]
    [InlineData("m3 units", "line 1, column 4: An operator is missing before this.")]
    [InlineData("1.2.3", "line 1, column 1: A number is digits, with a point before its decimals.")]
    [InlineData("", "line 1, column 1: Something is missing at the end.")]
    public void An_error_names_line_and_column(string text, string expected) =>
        Assert.Equal([expected], Errors(text));

    [Fact]
    public void All_wrong_names_and_types_are_told_at_once() => Assert.Equal(
        [
            "line 1, column 1: There is no m4 here. Did you mean m3?",
            "line 1, column 7: What - stands before must be a number, not a text.",
            "line 1, column 14: There is no dayz here. Did you mean days?",
        ],
        Errors("m4 > -zone + dayz"));

    [Fact]
    public void A_formula_of_the_wrong_type_is_refused() => Assert.Equal(
        ["line 1, column 1: The formula must be a truth, not a number."], Errors("m3", FormulaType.Truth));

    [Fact]
    public void Length_depth_and_size_are_bounded()
    {
        Assert.Contains("2000 characters", Assert.Single(Errors(new string(' ', 2_001))), StringComparison.Ordinal);
        Assert.Contains("32 brackets", Assert.Single(Errors(Nested(33))), StringComparison.Ordinal);
        Assert.Equal(1, Value(Nested(32)).Number);
        Assert.Contains("500 parts", Assert.Single(Errors(Sum(251))), StringComparison.Ordinal);
        Assert.Equal(250, Value(Sum(250)).Number);
    }

    private static string Nested(int depth) => new string('(', depth) + "1" + new string(')', depth);

    private static string Sum(int terms) => string.Join('+', Enumerable.Repeat('1', terms));

    private static FormulaValue Value(string text) =>
        Assert.IsType<FormulaReading.Read>(FormulaParser.Parse(text)).Formula.Evaluate(Scope);

    private static string[] Errors(string text, FormulaType? expected = null) =>
        [.. Assert.IsType<FormulaReading.Refused>(FormulaParser.Parse(text, expected)).Errors.Select(e => $"{e}")];
}
