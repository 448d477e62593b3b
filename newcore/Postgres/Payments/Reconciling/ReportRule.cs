using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>What one rule did, or for one reason was listed.</summary>
/// <param name="Status">matched, explained or listed.</param>
/// <param name="Reason">Of what is listed, else null.</param>
/// <param name="Score">The lowest.</param>
public sealed record ReportRule(string Rule, string Status, string? Reason, int Score, long Lines, Money Net);
