using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

public sealed class RuleTests
{
    private static readonly string Primary = Soap.Answer("<note>a</note><amount>10.00</amount>");
    private static readonly string Candidate = Soap.Answer("<note>b</note><amount>10.02</amount>");

    [Fact]
    public void What_rules_hide_is_ignored_and_never_the_same()
    {
        var verdict = Assert.IsType<Verdict.Ignored>(
            Soap.Judged(Primary, Candidate, Rule(1, "return/note"), Rule(2, "**/amount", 0.02m)));
        Assert.Equal([1L, 2L], verdict.Rules);
        Assert.Equal(["return/note", "return/amount"], verdict.Differences.Select(difference => difference.Path));
    }

    [Fact]
    public void What_is_left_is_different_and_alone_is_named()
    {
        var verdict = Assert.IsType<Verdict.Different>(
            Soap.Judged(Primary, Candidate, Rule(1, "return/note"), Rule(2, "return/amount", 0.01m)));
        Assert.Equal("return/amount", Assert.Single(verdict.Differences).Path);
        Assert.Equal(0.02m, verdict.MoneyDelta);
    }

    [Fact]
    public void An_expired_rule_hides_nothing() => Assert.IsType<Verdict.Different>(
        Soap.Judged(Primary, Candidate, Rule(1, "**") with { Expires = Soap.Now }));

    [Fact]
    public void A_tolerance_hides_no_amount_that_is_missing() => Assert.IsType<Verdict.Different>(
        Soap.Judged(Soap.Answer("<amount>0.01</amount>"), Soap.Answer(""), Rule(1, "return/amount", 1m)));

    [Theory]
    [InlineData("return/bag/value", "return/bag[3]/value", true)]
    [InlineData("return/*/value", "return/bag[3]/value", true)]
    [InlineData("*/value", "return/bag[3]/value", false)]
    [InlineData("**/value", "return/bag[3]/value", true)]
    [InlineData("**/value", "value", true)]
    [InlineData("return/**", "return/bag[3]/value", true)]
    [InlineData("return/**", "return", true)]
    [InlineData("return/**/value/**", "return/a/b/value", true)]
    [InlineData("return/bag", "return/bag[3]/value", false)]
    [InlineData("return/bag/value/more", "return/bag[3]/value", false)]
    [InlineData("return/note/@{urn:a/b}c", "return/note/@{urn:a/b}c", false)]
    [InlineData("**", "(status)", false)]
    [InlineData("(status)", "(status)", true)]
    [InlineData("(fault)/**", "(fault)/detail/x", true)]
    [InlineData("**/detail", "(fault)/detail", false)]
    [InlineData("return/**", "return/bag/(order)", true)]
    public void A_pattern_matches_whole_paths(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathPattern.Matches(pattern, path));

    [Theory]
    [InlineData("return//note")]
    [InlineData("/return")]
    [InlineData("return/bag[1]")]
    [InlineData("return/no*")]
    public void A_pattern_that_cannot_match_is_told(string pattern) => Assert.NotNull(PathPattern.Problem(pattern));

    [Fact]
    public void A_rule_applies_to_its_operation_and_group()
    {
        ParityRule rule = Rule(1, "**") with { Operation = "getDeuda", Group = "1/M08" };
        Assert.True(rule.AppliesTo("Debt", "getDeuda", "1/m08"));
        Assert.True((rule with { Operation = "Debt.getDeuda", Group = null }).AppliesTo("Debt", "getDeuda", null));
        Assert.False(rule.AppliesTo("Debt", "getDeuda", null));
        Assert.False(rule.AppliesTo("Debt", "getFacturas", "1/M08"));
    }

    [Fact]
    public void What_differs_between_two_answers_of_one_side_is_noise()
    {
        var verdict = (Verdict.Different)Soap.Judged(Primary, Candidate);
        string again = Primary.Replace(">a<", ">c<", StringComparison.Ordinal);
        Verdict.Different? left = Noise.Without(
            verdict, Soap.Sent(Primary), Soap.Sent(again), Soap.Shape, Soap.Now);
        Assert.Equal(("return/amount", 0.02m), (Assert.Single(left!.Differences).Path, left.MoneyDelta));
        Assert.Null(Noise.Without(
            verdict, Soap.Sent(Primary), Soap.Sent(Candidate), Soap.Shape, Soap.Now));
        Assert.Same(verdict, Noise.Without(
            verdict, Soap.Sent(Primary), Soap.Sent(Primary), Soap.Shape, Soap.Now));
    }

    private static ParityRule Rule(long id, string path, decimal? tolerance = null) =>
        new(id, null, null, path, tolerance, "ana", "known", Soap.Now.AddDays(1));
}
