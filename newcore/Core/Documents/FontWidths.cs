namespace Strangler.Core.Documents;

/// <summary>
/// How wide Helvetica's characters are, in thousandths of the font's size (Adobe's metrics of the standard fonts).
/// </summary>
/// <remarks>
/// Bold is measured by the same table: its digits, commas and points, which are all that is ever set flush right, are
/// as wide; its letters are up to a tenth wider, so bold texts are given that much room.
/// </remarks>
internal static class FontWidths
{
    private const int FirstCode = 32;

    private static readonly int[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 278,
        556, 278, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 278, 611, 278,
        278, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 278, 500, 667,
        278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
        400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
        667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
        722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
    ];

    /// <param name="codes">As <see cref="WinAnsi.Encode"/> gives them.</param>
    /// <returns>Points.</returns>
    public static decimal Of(ReadOnlySpan<char> codes, decimal size)
    {
        int sum = 0;
        foreach (char code in codes)
        {
            sum += code < FirstCode ? 0 : Widths[code - FirstCode];
        }

        return sum * size / 1000m;
    }
}
