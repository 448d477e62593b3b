namespace Strangler.Core.Metering;

/// <summary>From a count in litres to the whole cubic metres that are billed.</summary>
public static class LitreCount
{
    public const int CubicMetre = 1_000;

    /// <summary>
    /// As a reader would see them: the difference of whole cubic metres, so that parts of one are billed when it is
    /// full, and no litre is billed twice or never.
    /// </summary>
    public static int Billed(long openingLitres, long usedLitres) =>
        checked((int)(Whole(openingLitres + usedLitres) - Whole(openingLitres)));

    private static long Whole(long litres) =>
        litres >= 0 ? litres / CubicMetre : -((-litres + CubicMetre - 1) / CubicMetre);
}
