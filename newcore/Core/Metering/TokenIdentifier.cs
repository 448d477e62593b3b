namespace Strangler.Core.Metering;

/// <summary>
/// The token identifier of an STS prepayment token: 24 bits of minutes since a base date, which is how a meter knows a
/// token that it has already taken. Clocks are UTC here; a vending system in another zone shifts before it asks.
/// </summary>
public static class TokenIdentifier
{
    public const int Bits = 24;

    private const int Highest = (1 << Bits) - 1;

    /// <summary>Cut off to the minute.</summary>
    /// <returns>Null before the base date, and after the 31.9 years that 24 bits hold.</returns>
    public static int? Of(DateTimeOffset instant, TokenBase since)
    {
        long ticks = (instant - StartOf(since)).Ticks;
        return ticks >= 0 && ticks / TimeSpan.TicksPerMinute <= Highest ? (int)(ticks / TimeSpan.TicksPerMinute) : null;
    }

    /// <returns>Null for what 24 bits don't hold.</returns>
    public static DateTimeOffset? InstantOf(int identifier, TokenBase since) =>
        identifier is >= 0 and <= Highest ? StartOf(since).AddMinutes(identifier) : null;

    private static DateTimeOffset StartOf(TokenBase since) => new((int)since, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
