using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Postgres.Payments;

/// <summary>A payment that stands.</summary>
/// <param name="IsHeld">It is blocked: its contract is on hold.</param>
internal sealed record TakenPayment(
    long Id, string Write, Money Amount, Money Credit, PaymentMethod Method, DateOnly Paid, bool IsHeld);
