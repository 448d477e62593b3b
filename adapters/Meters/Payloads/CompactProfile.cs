using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>Counts before a count, as differences at equal spaces, newest first (EN 13757-3 annex F).</summary>
internal readonly ref struct CompactProfile
{
    private const int HeaderLength = 2;
    private const int LongestSpace = 250;
    private const int Increments = 1;
    private const int Decrements = 2;

    /// <summary>A unit of 10^-3 cubic metres is a litre; units are 10^-3 to 10^4 litres.</summary>
    private static readonly long[] PowersOfTen = [1, 10, 100, 1_000, 10_000];

    private readonly ReadOnlySpan<byte> _differences;
    private readonly int _size;
    private readonly int _mode;
    private readonly long _space;

    private CompactProfile(ReadOnlySpan<byte> differences, int size, int mode, long space)
    {
        _differences = differences;
        (_size, _mode, _space) = (size, mode, space);
    }

    public bool IsEmpty => _differences.IsEmpty;

    public static bool TryRead(ReadOnlySpan<byte> data, out CompactProfile profile)
    {
        profile = default;
        if (data.Length < HeaderLength)
        {
            return false;
        }

        (int size, int mode, int unit) = (data[0] & 0x0F, data[0] >> 6, (data[0] >> 4) & 3);
        long space = unit switch
        {
            0 => TimeSpan.TicksPerSecond,
            1 => TimeSpan.TicksPerMinute,
            2 => TimeSpan.TicksPerHour,
            _ => TimeSpan.TicksPerDay,
        };
        if (size is < 1 or > 4 || mode == 0 || data[1] is 0 or > LongestSpace
            || (data.Length - HeaderLength) % size != 0)
        {
            return false;
        }

        profile = new CompactProfile(data[HeaderLength..], size, mode, space * data[1]);
        return true;
    }

    /// <summary>Cut off to whole litres.</summary>
    /// <param name="power">Of ten: litres per unit.</param>
    /// <returns>Below zero where it is too much.</returns>
    public static long ToLitres(long count, int power)
    {
        if (power <= 0)
        {
            return count < 0 ? -1 : count / PowersOfTen[-power];
        }

        return count < 0 || count > WaterAmount.MostLitres ? -1 : count * PowersOfTen[power];
    }

    /// <returns>How many were added; below zero where one is impossible.</returns>
    public int Add(in RadioFrame radio, long clock, long count, int power, List<MeterSample> into)
    {
        int added = 0;
        for (int at = 0; at < _differences.Length; at += _size, added++)
        {
            if (!TryDifference(_differences.Slice(at, _size), out long difference))
            {
                return added;
            }

            count -= difference;
            clock -= _space;
            if (!radio.TryAdd(clock, ToLitres(count, power), MeterFlags.None, into))
            {
                return -1;
            }
        }

        return added;
    }

    /// <returns>False for the value that means none: what lies before it is unknown.</returns>
    private bool TryDifference(ReadOnlySpan<byte> data, out long difference)
    {
        if (_mode is not (Increments or Decrements))
        {
            return MbusRecord.TrySigned(data, out difference);
        }

        long unsigned = MbusRecord.Unsigned(data);
        difference = _mode == Increments ? unsigned : -unsigned;
        return unsigned != (1L << (8 * _size)) - 1;
    }
}
