using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>What became of a line: its net is the sum of matched, explained and listed, to the centavo.</summary>
/// <param name="Score">0 to 100: how certain the match is.</param>
/// <param name="Matched">Of payments.</param>
/// <param name="Explained">Below zero where less came than was paid.</param>
/// <param name="Reason">Of what is listed.</param>
/// <param name="Facts">Each of them belongs to no other line of its kind.</param>
public sealed record LineEnd(
    StatementLine Line, LineStatus Status, MatchRule Rule, int Score, Money Matched, Money Explained, Money Listed,
    Cost Cost, string? Reason, IReadOnlyList<FactMoney> Facts)
{
    /// <summary>For a line without payments.</summary>
    public const char NoChannel = '-';

    /// <summary>For one with payments of several channels.</summary>
    public const char Several = '*';

    public char Channel => Facts.Count == 0 ? NoChannel
        : Facts.All(fact => fact.Channel == Facts[0].Channel) ? Facts[0].Channel : Several;

    internal static LineEnd Found(
        StatementLine line, MatchRule rule, int score, IReadOnlyList<FactMoney> facts, Money paid, Cost cost) =>
        new(
            line, cost == default ? LineStatus.Matched : LineStatus.Explained, rule, score, paid, line.Net - paid,
            Money.Zero, cost, null, facts);

    /// <summary>It is that payment, but not its amount.</summary>
    internal static LineEnd Differing(StatementLine line, FactMoney fact, int score) => new(
        line, LineStatus.Listed, MatchRule.Key, score, fact.Amount, line.Net - line.Gross, line.Gross - fact.Amount,
        new Cost(line.Fee, line.FeeTax, line.Rounding), "amount-differs", [fact]);

    internal static LineEnd Repeated(StatementLine line) => new(
        line, LineStatus.Explained, MatchRule.Repeated, 100, Money.Zero, line.Net, Money.Zero, default, null, []);

    internal static LineEnd List(StatementLine line, string reason) => new(
        line, LineStatus.Listed, MatchRule.None, 0, Money.Zero, Money.Zero, line.Net, default, reason, []);
}
