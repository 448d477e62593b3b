using Strangler.Core.Payments.Providers;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>A charge that somebody asks for.</summary>
/// <param name="Name">SHA-256 of who asks and how he calls it.</param>
/// <param name="Content">SHA-256 of what he asks.</param>
public sealed record NewCharge(
    byte[] Name, byte[] Content, string AskedBy, IReadOnlyList<ReferenceLine> Lines, ChargeKind Kind,
    DateTimeOffset ExpiresAt, DateOnly LastDay);
