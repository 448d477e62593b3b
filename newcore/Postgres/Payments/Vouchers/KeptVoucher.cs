using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Vouchers;

/// <summary>A voucher that was not redeemed. Its code is known to nobody here.</summary>
/// <param name="State">
/// open; after its last day owed (it was sold, and is a liability), over (it was given, to be expired) or expired.
/// </param>
public sealed record KeptVoucher(
    long Id, Money Amount, DateOnly LastDay, bool IsSold, string IssuedBy, string State);
