using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>A kept fact, as a person looks at it.</summary>
/// <param name="State">received, applied, listed or closed.</param>
public sealed record ListedFact(
    string Provider, string Key, string Kind, DateOnly Day, Money Amount, string Currency, string? Reference,
    string State, string? Reason, bool IsConfirmed, int Told, int? Assigned);
