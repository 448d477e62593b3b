using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Postgres.Payments;

/// <summary>A payment that stands.</summary>
internal sealed record TakenPayment(
    long Id, string Write, Money Amount, Money Credit, PaymentMethod Method, DateOnly Paid);
