using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>A payment that was posted.</summary>
/// <param name="Channel">As in invoices: one letter.</param>
/// <param name="IsReversed">It was taken back since.</param>
public sealed record PastPayment(DateOnly Day, Money Amount, string Channel, bool IsReversed);
