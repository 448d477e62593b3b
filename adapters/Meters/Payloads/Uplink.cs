using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>An uplink of ChirpStack v4 or The Things Stack v3: the frame, its port, counter, time.</summary>
internal ref struct Uplink
{
    private const int LongestBase64 = 512;

    private ReadOnlySpan<byte> _data;
    private bool _escaped;
    private bool _wrongDevice;
    private long? _port;
    private long? _count;
    private DateTimeOffset? _time;
    private int _seen;

    private enum Field
    {
        Unknown,
        Port,
        Count,
        Data,
        Time,
        Device,
        Inner,
    }

    public static DecodeOutcome Decode(
        ReadOnlySpan<byte> payload, string device, RadioDevice? known, DateTimeOffset receivedAt,
        List<MeterSample> into)
    {
        Utf8JsonReader reader = new(payload);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return DecodeOutcome.Refused(UnreadableReason.WrongShape, "payload");
        }

        Uplink uplink = default;
        if (uplink.ReadObject(ref reader, device, inner: false) is { } refused)
        {
            return refused;
        }

        reader.Read();
        return uplink._wrongDevice
            ? DecodeOutcome.Refused(UnreadableReason.WrongDevice)
            : uplink.DecodeFrame(device, known, receivedAt, into);
    }

    private readonly DecodeOutcome DecodeFrame(
        string device, RadioDevice? known, DateTimeOffset receivedAt, List<MeterSample> into)
    {
        if (_data.IsEmpty || _port is null or 0)
        {
            return DecodeOutcome.About(InformationalReason.NetworkEvent);
        }

        Span<byte> buffer = stackalloc byte[LongestBase64];
        Span<byte> frame = stackalloc byte[LongestBase64];
        if (!JsonText.TryPlain(_data, _escaped, buffer, out ReadOnlySpan<byte> text) || text.Length > LongestBase64
            || Base64.DecodeFromUtf8(text, frame, out _, out int length) != OperationStatus.Done)
        {
            return DecodeOutcome.Refused(UnreadableReason.BadBase64);
        }

        RadioFrame radio = new(
            device, _port.Value, _count, _time ?? receivedAt, known?.ClockOffset ?? TimeSpan.Zero);
        return length == 0
            ? DecodeOutcome.About(InformationalReason.NetworkEvent)
            : radio.Decode(frame[..length], known?.Codec ?? RadioCodec.Recognise, into);
    }

    /// <param name="inner">Within one of the objects that hold what we need; nothing further in is ours.</param>
    private DecodeOutcome? ReadObject(ref Utf8JsonReader reader, string device, bool inner)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = reader.ValueIsEscaped ? Field.Unknown : FieldOf(reader.ValueSpan, inner);
            reader.Read();
            if (field == Field.Inner && reader.TokenType == JsonTokenType.StartObject)
            {
                if (ReadObject(ref reader, device, inner: true) is { } refused)
                {
                    return refused;
                }
            }
            else if (field is Field.Unknown or Field.Inner)
            {
                reader.Skip();
            }
            else if (Take(ref reader, field, device, inner) is { } wrong)
            {
                return DecodeOutcome.Refused(wrong, NameOf(field));
            }
        }

        return null;
    }

    /// <summary>Both servers say the same in other words, and neither uses the words of the other.</summary>
    private static Field FieldOf(ReadOnlySpan<byte> name, bool inner) => name switch
    {
        _ when name.SequenceEqual("fPort"u8) || name.SequenceEqual("f_port"u8) => Field.Port,
        _ when name.SequenceEqual("fCnt"u8) || name.SequenceEqual("f_cnt"u8) => Field.Count,
        _ when name.SequenceEqual("data"u8) || name.SequenceEqual("frm_payload"u8) => Field.Data,
        _ when name.SequenceEqual("time"u8) || name.SequenceEqual("received_at"u8) =>
            inner ? Field.Unknown : Field.Time,
        _ when name.SequenceEqual("devEui"u8) || name.SequenceEqual("device_id"u8) => Field.Device,
        _ when name.SequenceEqual("deviceInfo"u8) || name.SequenceEqual("uplink_message"u8)
            || name.SequenceEqual("end_device_ids"u8) => inner ? Field.Unknown : Field.Inner,
        _ => Field.Unknown,
    };

    private static string NameOf(Field field) => field switch
    {
        Field.Port => "port",
        Field.Count => "frame counter",
        Field.Data => "data",
        Field.Time => "time",
        _ => "device",
    };

    private UnreadableReason? Take(ref Utf8JsonReader reader, Field field, string device, bool inner)
    {
        int bit = 1 << ((int)field + (inner ? 8 : 0));
        if ((_seen & bit) != 0)
        {
            return UnreadableReason.DuplicateField;
        }

        _seen |= bit;
        return field switch
        {
            _ when reader.TokenType == JsonTokenType.Null => null,
            Field.Port => JsonText.TryWhole(ref reader, out _port) ? null : UnreadableReason.WrongShape,
            Field.Count => JsonText.TryWhole(ref reader, out _count) ? null : UnreadableReason.WrongShape,
            _ when reader.TokenType != JsonTokenType.String => UnreadableReason.WrongShape,
            _ => TakeText(ref reader, field, device),
        };
    }

    private UnreadableReason? TakeText(ref Utf8JsonReader reader, Field field, string device)
    {
        if (field == Field.Data)
        {
            _data = reader.ValueSpan;
            _escaped = reader.ValueIsEscaped;
            return null;
        }

        if (field == Field.Device)
        {
            _wrongDevice |= reader.ValueIsEscaped || !Ascii.EqualsIgnoreCase(reader.ValueSpan, device);
            return null;
        }

        Span<byte> buffer = stackalloc byte[64];
        bool right = JsonText.TryPlain(reader.ValueSpan, reader.ValueIsEscaped, buffer, out ReadOnlySpan<byte> text)
            & Rfc3339.TryRead(text, out DateTimeOffset time);
        _time = time;
        return right ? null : UnreadableReason.BadInstant;
    }
}
