using System.Globalization;

namespace Strangler.Core.Documents;

/// <summary>A colour of light, as screens and offices' printers take it.</summary>
public readonly record struct PdfColour(byte Red, byte Green, byte Blue)
{
    public static PdfColour Black => default;

    public static PdfColour White => new(255, 255, 255);

    internal string Operands => string.Create(
        CultureInfo.InvariantCulture, $"{Red / 255m:0.###} {Green / 255m:0.###} {Blue / 255m:0.###}");

    /// <summary>Written <c>#1A5276</c>.</summary>
    public static bool TryParse(string? text, out PdfColour colour)
    {
        colour = default;
        if (text is not ['#', ..] || text.Length != 7
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int all))
        {
            return false;
        }

        colour = new PdfColour((byte)(all >> 16), (byte)(all >> 8), (byte)all);
        return true;
    }

    /// <summary>Mixed with white: 1 leaves it, 0 is white.</summary>
    public PdfColour Tint(decimal share)
    {
        byte Mixed(byte part) => (byte)(255 - ((255 - part) * Math.Clamp(share, 0, 1)));
        return new PdfColour(Mixed(Red), Mixed(Green), Mixed(Blue));
    }
}
