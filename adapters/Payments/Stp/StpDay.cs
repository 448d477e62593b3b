using System.Globalization;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Stp;

/// <summary>STP's days: 20210108, as text or as a number.</summary>
internal static class StpDay
{
    public static DateOnly Read(JsonField field)
    {
        string text = field.DigitsOrId(8);
        if (DateOnly.TryParseExact(
            text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year >= 2000)
        {
            return day;
        }

        field.Refuse("is not a day");
        return default;
    }
}
