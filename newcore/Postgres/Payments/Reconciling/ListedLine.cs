using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>A line of a statement, as a person looks at it.</summary>
/// <param name="Status">Null: open.</param>
/// <param name="Listed">What of its net nothing accounts for.</param>
public sealed record ListedLine(
    long Statement, int Line, string Provider, string Kind, string File, DateOnly Day, string Number, Money Net,
    Money Listed, string? Status, string? Rule, string? Reason, string? Reference, string? Charge, string? Text);
