using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>
/// Kamstrup flowIQ: M-Bus records of one stored instant, with its count, its infocode, and the counts before it as an
/// inverse compact profile (EN 13757-3 annex F). Of several instants the first one is read.
/// </summary>
internal static class KamstrupFrame
{
    private const int DateTimeUnit = 0x6D;
    private const int LowestVolumeUnit = 0x10;
    private const int HighestVolumeUnit = 0x17;
    private const int InverseProfile = 0x13;
    private const int ManufacturerUnit = 0x7F;
    private const int Infocode = 0x25;
    private const int MostRecords = 100;

    public static bool Fits(ReadOnlySpan<byte> frame) => HeaderLength(frame) > 0;

    public static DecodeOutcome Decode(in RadioFrame radio, ReadOnlySpan<byte> frame, List<MeterSample> into)
    {
        int header = HeaderLength(frame);
        if (header == 0)
        {
            return DecodeOutcome.Refused(UnreadableReason.UnknownFrame, "kamstrup");
        }

        if (header > 2 && (frame[header - 1] & 0x1F) != 0)
        {
            return DecodeOutcome.Refused(UnreadableReason.UnknownFrame, "kamstrup, encrypted");
        }

        ReadOnlySpan<byte> rest = frame[header..];
        StoredInstant stored = new() { Storage = -1 };
        for (int count = 0; !rest.IsEmpty; count++)
        {
            if (count == MostRecords || !MbusRecord.TryTake(ref rest, out MbusRecord record) || !stored.Take(record))
            {
                return DecodeOutcome.Refused(UnreadableReason.BrokenFrame, "kamstrup");
            }
        }

        return stored.Add(radio, into);
    }

    /// <summary>None, short or long header by its first byte; 0 for no such frame.</summary>
    private static int HeaderLength(ReadOnlySpan<byte> frame)
    {
        int length = frame.IsEmpty ? 0 : frame[0] switch
        {
            0x78 => 1,
            0x7A => 5,
            0x72 => 13,
            _ => 0,
        };
        return frame.Length > length ? length : 0;
    }

    private ref struct StoredInstant
    {
        private long? _clock;
        private long? _count;
        private int _power;
        private MeterFlags _flags;
        private CompactProfile _profile;

        /// <summary>That of the first instant or volume; below zero before.</summary>
        public int Storage { get; set; }

        /// <returns>False for a value that can't be.</returns>
        public bool Take(MbusRecord record)
        {
            bool volume = record.Unit is >= LowestVolumeUnit and <= HighestVolumeUnit && record.Function == 0;
            bool instant = record.Unit == DateTimeUnit && record.Extension == -1 && record.Function == 0;
            bool info = record.Unit == ManufacturerUnit && record.Extension == Infocode;
            if (!(volume || instant || info) || record.Data.IsEmpty)
            {
                return true;
            }

            Storage = Storage < 0 ? record.Storage : Storage;
            if (record.Storage != Storage)
            {
                return true;
            }

            if (info)
            {
                _flags |= FlagsOf(MbusRecord.Unsigned(record.Data[..Math.Min(record.Data.Length, 4)]));
                return true;
            }

            return instant ? TakeInstant(record) : TakeVolume(record);
        }

        public readonly DecodeOutcome Add(in RadioFrame radio, List<MeterSample> into)
        {
            if (_count is not { } count)
            {
                return _profile.IsEmpty
                    ? DecodeOutcome.About(InformationalReason.NoCount)
                    : DecodeOutcome.Refused(UnreadableReason.BrokenFrame, "kamstrup, profile without a count");
            }

            long clock = _clock ?? (radio.ReceivedAt + radio.ClockOffset).Ticks;
            if (!radio.TryAdd(clock, CompactProfile.ToLitres(count, _power), _flags, into))
            {
                return DecodeOutcome.Refused(UnreadableReason.OutOfRange, "kamstrup");
            }

            int before = _profile.Add(radio, clock, count, _power, into);
            return before < 0
                ? DecodeOutcome.Refused(UnreadableReason.BrokenFrame, "kamstrup, profile")
                : DecodeOutcome.Read(before + 1);
        }

        private bool TakeInstant(MbusRecord record)
        {
            bool right = MbusClock.TryTicks(record.Data, out long ticks);
            _clock ??= right ? ticks : null;
            return right;
        }

        private bool TakeVolume(MbusRecord record)
        {
            _power = record.Unit - InverseProfile;
            if (record.Extension == InverseProfile)
            {
                return CompactProfile.TryRead(record.Data, out _profile);
            }

            _count = record.Extension == -1 && _count is null && record.TryNumber(out long count) ? count : _count;
            return true;
        }

        private static MeterFlags FlagsOf(long infocode)
        {
            ReadOnlySpan<MeterFlags> bits =
            [
                MeterFlags.Dry, MeterFlags.Reverse, MeterFlags.Leak, MeterFlags.Burst, MeterFlags.Tamper,
                MeterFlags.LowBattery, MeterFlags.Temperature, MeterFlags.Temperature,
            ];
            MeterFlags flags = MeterFlags.None;
            for (int bit = 0; bit < bits.Length; bit++)
            {
                flags |= ((infocode >> bit) & 1) != 0 ? bits[bit] : 0;
            }

            return flags;
        }
    }
}
