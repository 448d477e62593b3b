using System.Buffers.Text;

namespace Strangler.AquaCis.Extract;

/// <summary>ISO dates and times from UTF-8; an extract of 400,000 contracts holds millions.</summary>
internal static class ExtractDate
{
    /// <summary>2026-01-31 and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _]
            || !TryDigits(text[..4], out int year) || !TryDigits(text[5..7], out int month)
            || !TryDigits(text[8..], out int date)
            || year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date);
        return true;
    }

    /// <summary>10:00:00 and nothing else.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out TimeOnly time)
    {
        time = default;
        if (text is not [_, _, (byte)':', _, _, (byte)':', _, _]
            || !TryDigits(text[..2], out int hour) || !TryDigits(text[3..5], out int minute)
            || !TryDigits(text[6..], out int second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new TimeOnly(hour, minute, second);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return text.ContainsAnyExceptInRange((byte)'0', (byte)'9') is false
            && Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
    }
}
