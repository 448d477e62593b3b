using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>
/// A telegram as wmbusmeters prints it: the meter by its own <c>id</c>, the total, and the receiver's timestamp, as the
/// meter's own clock is printed without a zone.
/// </summary>
internal static class Telegram
{
    [Flags]
    private enum Field
    {
        None = 0,
        Id = 1,
        Media = 2,
        Timestamp = 4,
        CubicMetres = 8,
        Litres = 16,
        Gallons = 32,
        Status = 64,
        CurrentStatus = 128,
        ErrorFlags = 256,
    }

    public static DecodeOutcome Decode(ReadOnlySpan<byte> payload, DeviceNames names, List<MeterSample> into)
    {
        Utf8JsonReader reader = new(payload);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return DecodeOutcome.Refused(UnreadableReason.WrongShape, "payload");
        }

        Content content = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = reader.ValueIsEscaped ? Field.None : FieldOf(reader.ValueSpan);
            reader.Read();
            if (field == Field.None)
            {
                reader.Skip();
            }
            else if (content.Take(ref reader, field, names) is { } wrong)
            {
                return DecodeOutcome.Refused(wrong, NameOf(field));
            }
        }

        reader.Read();
        return content.Judge(into);
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("id"u8) => Field.Id,
        _ when name.SequenceEqual("media"u8) => Field.Media,
        _ when name.SequenceEqual("timestamp"u8) => Field.Timestamp,
        _ when name.SequenceEqual("total_m3"u8) => Field.CubicMetres,
        _ when name.SequenceEqual("total_l"u8) => Field.Litres,
        _ when name.SequenceEqual("total_gal"u8) => Field.Gallons,
        _ when name.SequenceEqual("status"u8) => Field.Status,
        _ when name.SequenceEqual("current_status"u8) => Field.CurrentStatus,
        _ when name.SequenceEqual("error_flags"u8) => Field.ErrorFlags,
        _ => Field.None,
    };

    private static string NameOf(Field field) => field switch
    {
        Field.Id => "id",
        Field.Media => "media",
        Field.Timestamp => "timestamp",
        Field.CubicMetres or Field.Litres or Field.Gallons => "total",
        _ => "status",
    };

    private struct Content
    {
        private Field _seen;
        private string? _device;
        private bool _water;
        private bool _counted;
        private DateTimeOffset _at;
        private long _litres;
        private MeterFlags _flags;

        public UnreadableReason? Take(ref Utf8JsonReader reader, Field field, DeviceNames names)
        {
            if ((_seen & field) != 0)
            {
                return UnreadableReason.DuplicateField;
            }

            if (reader.TokenType == JsonTokenType.Null)
            {
                return null;
            }

            _seen |= field;
            if (field is Field.CubicMetres or Field.Litres or Field.Gallons)
            {
                return TakeCount(ref reader, field);
            }

            return reader.TokenType == JsonTokenType.String
                ? TakeText(reader.ValueSpan, reader.ValueIsEscaped, field, names)
                : UnreadableReason.WrongShape;
        }

        public readonly DecodeOutcome Judge(List<MeterSample> into)
        {
            const Field Needed = Field.Id | Field.Media | Field.Timestamp;
            if ((_seen & Needed) != Needed)
            {
                return DecodeOutcome.Refused(UnreadableReason.MissingField, NameOf(LowestOf(Needed & ~_seen)));
            }

            if (!_water || !_counted)
            {
                return DecodeOutcome.About(
                    _water ? InformationalReason.NoCount : InformationalReason.OtherMedium);
            }

            into.Add(new MeterSample(_device!, _at, _litres, null, _flags));
            return DecodeOutcome.Read(1);
        }

        private static Field LowestOf(Field fields) => (Field)((int)fields & -(int)fields);

        private UnreadableReason? TakeCount(ref Utf8JsonReader reader, Field field)
        {
            WaterUnit unit = field switch
            {
                Field.CubicMetres => WaterUnit.CubicMetres,
                Field.Litres => WaterUnit.Litres,
                _ => WaterUnit.Gallons,
            };
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

        private UnreadableReason? TakeText(
            ReadOnlySpan<byte> value, bool escaped, Field field, DeviceNames names)
        {
            Span<byte> buffer = stackalloc byte[JsonText.LongestEscaped];
            if (!JsonText.TryPlain(value, escaped, buffer, out ReadOnlySpan<byte> text))
            {
                return UnreadableReason.WrongShape;
            }

            switch (field)
            {
                case Field.Id:
                    _device = names.Find(text);
                    return _device is null ? UnreadableReason.BadDevice : null;
                case Field.Media:
                    _water = text.EndsWith("water"u8);
                    return null;
                case Field.Timestamp:
                    return Rfc3339.TryRead(text, out _at) ? null : UnreadableReason.BadInstant;
                default:
                    _flags |= FlagNames.StatusFlags(text);
                    return null;
            }
        }
    }
}
