using System.Text;

namespace Strangler.Meters.Payloads;

/// <summary>
/// One string per device, found by its bytes, so that a reading allocates none. Bounded: a newcomer takes the place of
/// whoever hashes alike. Safe for several threads, as a place holds one reference and a lost one is only made again.
/// </summary>
internal sealed class DeviceNames
{
    private const int Places = 1 << 17;

    private readonly string?[] _names = new string?[Places];

    /// <returns>Null where it is no name of a device.</returns>
    public string? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Core.Metering.MeterSample.LongestDevice)
        {
            return null;
        }

        uint hash = 2166136261;
        foreach (byte letter in bytes)
        {
            hash = (hash ^ letter) * 16777619;
        }

        ref string? place = ref _names[(hash ^ (hash >> 15)) & (Places - 1)];
        string? known = place;
        return known is not null && Ascii.Equals(bytes, known) ? known : Learn(bytes, ref place);
    }

    /// <summary>Without a memory of names.</summary>
    /// <returns>Null where it is no name of a device.</returns>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        string? name = null;
        return bytes.Length is 0 or > Core.Metering.MeterSample.LongestDevice ? null : Learn(bytes, ref name);
    }

    private static string? Learn(ReadOnlySpan<byte> bytes, ref string? place)
    {
        foreach (byte letter in bytes)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && !".-_:"u8.Contains(letter))
            {
                return null;
            }
        }

        return place = Encoding.ASCII.GetString(bytes);
    }
}
