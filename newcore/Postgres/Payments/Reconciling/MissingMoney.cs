using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Payments of a channel and day that no line shows.</summary>
/// <param name="IsDue">It should have come by the last day of the statements.</param>
public sealed record MissingMoney(char Channel, DateOnly Day, long Payments, Money Amount, bool IsDue);
