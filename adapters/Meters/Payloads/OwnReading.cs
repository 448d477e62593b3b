using System.Text;
using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>One reading of our own JSON as its fields come.</summary>
internal struct OwnReading
{
    private DateTimeOffset _at;
    private long _litres;
    private long? _sequence;
    private MeterFlags _flags;
    private int _seen;
    private bool _counted;

    public readonly bool HasInstant => (_seen & (1 << (int)OwnField.At)) != 0;

    public readonly bool IsWhole => HasInstant && _counted;

    public static OwnField FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("at"u8) => OwnField.At,
        2 when name.SequenceEqual("m3"u8) => OwnField.CubicMetres,
        3 when name.SequenceEqual("seq"u8) => OwnField.Sequence,
        5 when name.SequenceEqual("flags"u8) => OwnField.Flags,
        6 when name.SequenceEqual("litres"u8) => OwnField.Litres,
        6 when name.SequenceEqual("device"u8) => OwnField.Device,
        7 when name.SequenceEqual("gallons"u8) => OwnField.Gallons,
        _ => OwnField.Unknown,
    };

    public static string NameOf(OwnField field) => field switch
    {
        OwnField.At => "at",
        OwnField.Litres => "litres",
        OwnField.CubicMetres => "m3",
        OwnField.Gallons => "gallons",
        OwnField.Sequence => "seq",
        OwnField.Flags => "flags",
        _ => "device",
    };

    /// <returns>What is wrong with the value.</returns>
    public UnreadableReason? Take(ref Utf8JsonReader reader, OwnField field, string device)
    {
        if ((_seen & (1 << (int)field)) != 0)
        {
            return UnreadableReason.DuplicateField;
        }

        _seen |= 1 << (int)field;
        return field switch
        {
            OwnField.At => TakeInstant(ref reader),
            OwnField.Litres => TakeCount(ref reader, WaterUnit.Litres),
            OwnField.CubicMetres => TakeCount(ref reader, WaterUnit.CubicMetres),
            OwnField.Gallons => TakeCount(ref reader, WaterUnit.Gallons),
            OwnField.Sequence => JsonText.TryWhole(ref reader, out _sequence) ? null : UnreadableReason.WrongShape,
            OwnField.Flags => TakeFlags(ref reader),
            _ => CheckDevice(ref reader, device),
        };
    }

    public readonly MeterSample ToSample(string device) => new(device, _at, _litres, _sequence, _flags);

    private UnreadableReason? TakeInstant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return UnreadableReason.WrongShape;
        }

        Span<byte> buffer = stackalloc byte[64];
        return JsonText.TryPlain(reader.ValueSpan, reader.ValueIsEscaped, buffer, out ReadOnlySpan<byte> text)
            && Rfc3339.TryRead(text, out _at) ? null : UnreadableReason.BadInstant;
    }

    private UnreadableReason? TakeCount(ref Utf8JsonReader reader, WaterUnit unit)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return UnreadableReason.WrongShape;
        }

        if (!WaterAmount.TryRead(reader.ValueSpan, unit, out long litres))
        {
            return UnreadableReason.OutOfRange;
        }

        bool contradicts = _counted && litres != _litres;
        (_litres, _counted) = (litres, true);
        return contradicts ? UnreadableReason.Contradiction : null;
    }

    /// <summary>A flag that we do not know is passed over: a new alarm must not cost a reading.</summary>
    private UnreadableReason? TakeFlags(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return UnreadableReason.WrongShape;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return UnreadableReason.WrongShape;
            }

            _flags |= FlagNames.OwnFlag(reader.ValueSpan);
        }

        return null;
    }

    private static UnreadableReason? CheckDevice(ref Utf8JsonReader reader, string device)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return UnreadableReason.WrongShape;
        }

        return !reader.ValueIsEscaped && Ascii.Equals(reader.ValueSpan, device) ? null : UnreadableReason.WrongDevice;
    }
}
