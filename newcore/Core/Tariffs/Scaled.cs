using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Strangler.Core.Tariffs;

/// <summary>
/// Decimals as whole numbers of a power of ten, for arithmetic in 64 bits. Only what fits exactly is scaled;
/// callers keep products below 2^63 by the limits they state.
/// </summary>
internal static class Scaled
{
    public const int PricePlaces = 5;
    public const int RatePlaces = 6;

    /// <summary>Of fixed prices, in hundred-thousandths of a peso: 100 million pesos.</summary>
    public const long HighestFixed = 10_000_000_000_000;

    /// <summary>Of prices by quantity: 10,000 pesos.</summary>
    public const long HighestUnit = 1_000_000_000;

    /// <summary>Of quantities and of units served. Then price, quantity and units together stay below 2^63.</summary>
    public const long HighestQuantity = 10_000_000;

    public const int MostUnits = 10_000;

    /// <summary>Of an amount in centavos that is multiplied by a share or rate: a billion pesos.</summary>
    public const long HighestAmount = 100_000_000_000;

    /// <summary>Of shares and rates: 50 times the amount.</summary>
    public const long HighestRate = 50_000_000;

    /// <summary>False where digits would be lost.</summary>
    public static bool TryScale(decimal value, int places, out long scaled)
    {
        decimal shifted = value * PowerOfTen(places);
        bool fits = decimal.IsInteger(shifted) && Math.Abs(shifted) <= long.MaxValue;
        scaled = fits ? (long)shifted : 0;
        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal ToDecimal(long value, byte places)
    {
        ulong size = (ulong)Math.Abs(value);
        return new decimal((int)size, (int)(size >> 32), 0, value < 0, places);
    }

    /// <summary>Hundred-thousandths of a peso to centavos, half away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long PriceToCentavos(long price) => price >= 0 ? (price + 500) / 1000 : (price - 500) / 1000;

    /// <summary>Centavos times a share in millionths, half away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShareOf(long centavos, long millionths)
    {
        Debug.Assert(Math.Abs(centavos) <= HighestAmount && Math.Abs(millionths) <= HighestRate, "Checked before.");
        long product = centavos * millionths;
        return product >= 0 ? (product + 500_000) / 1_000_000 : (product - 500_000) / 1_000_000;
    }

    private static decimal PowerOfTen(int places)
    {
        decimal power = 1;
        for (int place = 0; place < places; place++)
        {
            power *= 10;
        }

        return power;
    }
}
