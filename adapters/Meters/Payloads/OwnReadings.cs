using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>
/// Our own JSON: one reading, or an array of them. Unknown fields are passed over; what is said twice, or differently
/// by two fields, is refused. One bad reading refuses the payload, so that nothing of it is lost unseen.
/// </summary>
internal static class OwnReadings
{
    public static DecodeOutcome Decode(ReadOnlySpan<byte> payload, string device, List<MeterSample> into)
    {
        Utf8JsonReader reader = new(payload);
        reader.Read();
        int count = 0;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            count = 1;
            if (ReadOne(ref reader, device, into) is { } refused)
            {
                return refused;
            }
        }
        else if (reader.TokenType != JsonTokenType.StartArray)
        {
            return DecodeOutcome.Refused(UnreadableReason.WrongShape, "payload");
        }
        else if (ReadAll(ref reader, device, into, ref count) is { } refused)
        {
            return refused;
        }

        reader.Read();
        return count == 0 ? DecodeOutcome.About(InformationalReason.Empty) : DecodeOutcome.Read(count);
    }

    private static DecodeOutcome? ReadAll(
        ref Utf8JsonReader reader, string device, List<MeterSample> into, ref int count)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return DecodeOutcome.Refused(UnreadableReason.WrongShape, "reading");
            }

            if (++count > PayloadDecoder.MostReadings)
            {
                return DecodeOutcome.Refused(UnreadableReason.TooManyReadings);
            }

            if (ReadOne(ref reader, device, into) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static DecodeOutcome? ReadOne(ref Utf8JsonReader reader, string device, List<MeterSample> into)
    {
        OwnReading reading = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                return DecodeOutcome.Refused(UnreadableReason.WrongShape, "escaped name");
            }

            OwnField field = OwnReading.FieldOf(reader.ValueSpan);
            reader.Read();
            if (field == OwnField.Unknown)
            {
                reader.Skip();
            }
            else if (reading.Take(ref reader, field, device) is { } wrong)
            {
                return DecodeOutcome.Refused(wrong, OwnReading.NameOf(field));
            }
        }

        if (!reading.IsWhole)
        {
            return DecodeOutcome.Refused(UnreadableReason.MissingField, reading.HasInstant ? "litres" : "at");
        }

        into.Add(reading.ToSample(device));
        return null;
    }
}
