namespace Strangler.Meters.Payloads;

/// <summary>
/// An instant with its zone, <c>2026-03-01T06:00:00.25-06:00</c>: nothing without a zone, for a guess would be hours
/// off. Cut off to microseconds, as the database keeps them.
/// </summary>
internal static class Rfc3339
{
    private const int Shortest = 20;
    private const int Longest = 40;

    /// <summary>Year, month, day, hour, minute, second: where the digits start, and what stands behind them.</summary>
    private const int SecondsEnd = 19;

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < Shortest or > Longest || text[4] != '-' || text[7] != '-'
            || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = (Two(text, 0) * 100) + Two(text, 2);
        (int month, int day) = (Two(text, 5), Two(text, 8));
        (int hour, int minute, int second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (year < 1 || Two(text, 2) < 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        int rest = ReadFraction(text, out long ticks);
        if (rest < 0 || !TryZone(text[rest..], out int minutes))
        {
            return false;
        }

        ticks += new DateOnly(year, month, day).DayNumber * TimeSpan.TicksPerDay;
        ticks += (((((hour * 60L) + minute - minutes) * 60) + second) * TimeSpan.TicksPerSecond);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <returns>Where the zone begins; below zero where a point has no digits.</returns>
    private static int ReadFraction(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[SecondsEnd] != '.')
        {
            return SecondsEnd;
        }

        int position = SecondsEnd + 1;
        long worth = TimeSpan.TicksPerSecond / 10;
        for (; position < text.Length && text[position] is >= (byte)'0' and <= (byte)'9'; position++)
        {
            ticks += worth >= TimeSpan.TicksPerMicrosecond ? (text[position] - '0') * worth : 0;
            worth /= 10;
        }

        return position == SecondsEnd + 1 ? -1 : position;
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone.Length == 1)
        {
            return zone[0] is (byte)'Z' or (byte)'z';
        }

        if (zone.Length != 6 || zone[0] is not ((byte)'+' or (byte)'-') || zone[3] != ':'
            || Two(zone, 1) is < 0 or > 23 || Two(zone, 4) is < 0 or > 59)
        {
            return false;
        }

        minutes = ((Two(zone, 1) * 60) + Two(zone, 4)) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>Two digits, or far below zero.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        (int tens, int ones) = (text[at] - '0', text[at + 1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? -100_000 : (tens * 10) + ones;
    }
}
