using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>A payment that no statement shows, although it should have come.</summary>
/// <param name="Statements">Of which it is missing, for people: settlement or bank statement.</param>
public sealed record MissingPayment(
    string Provider, string Key, string Statements, char Channel, DateOnly Day, Money Amount, string? Charge,
    string? Reference);
