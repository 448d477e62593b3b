namespace Strangler.Core.Metering;

/// <summary>
/// How much water can pass a meter, by its nominal diameter: the overload flow Q4 of ISO 4064, 1.25 times the permanent
/// flow Q3 that meters of the size usually have.
/// </summary>
public static class MeterSizes
{
    /// <summary>Litres an hour where the size is not known.</summary>
    public const long UnknownFlow = 25_000;

    /// <summary>Millimetres, and litres an hour of Q3.</summary>
    private static readonly (int Size, long Permanent)[] Usual =
    [
        (15, 2_500), (20, 4_000), (25, 6_300), (32, 10_000), (40, 16_000), (50, 40_000), (65, 63_000), (80, 100_000),
        (100, 160_000), (125, 250_000), (150, 400_000), (200, 630_000), (250, 1_000_000), (300, 1_600_000),
    ];

    /// <summary>Ascending, in millimetres.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [.. Usual.Select(one => one.Size)];

    /// <summary>
    /// Litres an hour. A size between two has that of the larger; above the largest, that of the largest.
    /// </summary>
    /// <param name="millimetres">0 where it is not known.</param>
    public static long HighestFlow(int millimetres)
    {
        if (millimetres <= 0)
        {
            return UnknownFlow;
        }

        int at = Array.FindIndex(Usual, one => one.Size >= millimetres);
        return Usual[at < 0 ? ^1 : at].Permanent * 5 / 4;
    }
}
