using System.Globalization;
using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>A reading as our own payload states it.</summary>
internal static class OwnReading
{
    public static byte[] Write(in MeterSample sample)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at", sample.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteNumber("litres", sample.Litres);
            if (sample.Sequence is { } sequence)
            {
                json.WriteNumber("seq", sequence);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
