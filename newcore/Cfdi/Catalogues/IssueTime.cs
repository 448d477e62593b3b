using System.Globalization;

namespace Strangler.Cfdi.Catalogues;

/// <summary>Time as documents write it: local at the place of issue, whole seconds, without a zone.</summary>
internal static class IssueTime
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss";

    private static readonly TimeSpan Centre = TimeSpan.FromHours(-6);
    private static readonly TimeSpan Pacific = TimeSpan.FromHours(-7);
    private static readonly TimeSpan NorthWest = TimeSpan.FromHours(-8);
    private static readonly TimeSpan SouthEast = TimeSpan.FromHours(-5);

    /// <summary>Offset of a postal code in winter: at the northern border an hour more in summer.</summary>
    public static TimeSpan OffsetOf(string postalCode) =>
        !int.TryParse(postalCode, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? Centre : code switch
        {
            >= 21_000 and <= 22_999 => NorthWest,
            >= 23_000 and <= 23_999 or >= 63_000 and <= 63_999 or >= 80_000 and <= 85_999 => Pacific,
            >= 31_820 and <= 32_998 => Pacific,
            >= 77_000 and <= 77_999 => SouthEast,
            _ => Centre,
        };

    public static bool TryParse(string text, TimeSpan offset, out DateTimeOffset time)
    {
        bool read = DateTimeOffset.TryParseExact(
            text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset asUniversal);
        time = read && asUniversal.Year > 1 ? new DateTimeOffset(asUniversal.Ticks, offset) : default;
        return read && time != default;
    }
}
