namespace Strangler.Core.Payments.References;

/// <summary>
/// A sequence's number in another order, so that nobody reads off how many were issued or types the neighbour's. No
/// secret: multiplication modulo 10^10 by a number prime to it, which maps each number to exactly one other.
/// </summary>
internal static class NumberScramble
{
    private const long Modulus = 10_000_000_000;
    private const long Factor = 6_180_339_887;

    /// <summary>Factor * Inverse = 1 modulo 10^10.</summary>
    private static readonly long Inverse = InverseOf(Factor);

    public static long Hide(long number) => Multiply(number, Factor);

    public static long Show(long hidden) => Multiply(hidden, Inverse);

    private static long Multiply(long left, long right) => (long)((Int128)left * right % Modulus);

    /// <summary>By Euclid's steps.</summary>
    private static long InverseOf(long number)
    {
        (long rest, long next, long factor, long nextFactor) = (Modulus, number, 0, 1);
        while (next != 0)
        {
            long times = rest / next;
            (rest, next) = (next, rest - (times * next));
            (factor, nextFactor) = (nextFactor, factor - (times * nextFactor));
        }

        return (factor % Modulus + Modulus) % Modulus;
    }
}
