using Strangler.Postgres.Payments;

namespace Strangler.Gateway.Native;

/// <summary>What was paid natively, for those who ask for debts and those who take money.</summary>
/// <param name="Feed">Null where no database is configured.</param>
internal sealed record PaidSinceHolder(PaidSinceFeed? Feed);
