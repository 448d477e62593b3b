using System.Globalization;

namespace Strangler.Core.Identity;

/// <summary>A service area and a zone: what is billed, compared and cut over together. Written <c>1/M08</c>.</summary>
public readonly record struct BillingGroup(short ServiceArea, string Zone)
{
    private const int LongestZone = 8;

    public static bool TryParse(string? text, out BillingGroup group)
    {
        group = default;
        if (text?.Split('/') is not [var area, var zone]
            || !short.TryParse(area, NumberStyles.None, CultureInfo.InvariantCulture, out short number)
            || zone.Length is 0 or > LongestZone || !zone.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        group = new BillingGroup(number, zone.ToUpperInvariant());
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ServiceArea}/{Zone}");
}
