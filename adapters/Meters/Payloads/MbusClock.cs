namespace Strangler.Meters.Payloads;

/// <summary>Date and time of M-Bus, to the minute (type F, four bytes) or second (type I, six bytes).</summary>
internal static class MbusClock
{
    private const int ToTheMinute = 4;
    private const int ToTheSecond = 6;

    /// <param name="ticks">By the meter's clock, whatever its zone.</param>
    public static bool TryTicks(ReadOnlySpan<byte> data, out long ticks)
    {
        ticks = 0;
        if (data.Length is not (ToTheMinute or ToTheSecond))
        {
            return false;
        }

        int second = data.Length == ToTheSecond ? data[0] & 0x3F : 0;
        ReadOnlySpan<byte> parts = data.Length == ToTheSecond ? data[1..] : data;
        (int minute, int hour, int day, int month) =
            (parts[0] & 0x3F, parts[1] & 0x1F, parts[2] & 0x1F, parts[3] & 0x0F);
        int century = data.Length == ToTheSecond ? 2000 : 1900 + (((parts[1] >> 5) & 3) * 100);
        int year = century + (parts[2] >> 5) + ((parts[3] >> 4) << 3);
        if ((parts[0] & 0x80) != 0 || second > 59 || minute > 59 || hour > 23 || month is < 1 or > 12
            || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = (new DateOnly(year, month, day).DayNumber * TimeSpan.TicksPerDay)
            + (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute)
            + (second * TimeSpan.TicksPerSecond);
        return true;
    }
}
