using System.Globalization;
using System.Text.Json;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.Meters.Mqtt;

namespace Strangler.Meters.Valves;

/// <summary>What we say to a valve, as JSON (docs/valves.md).</summary>
public static class ValveWire
{
    /// <returns>Null where it has expired: the broker must not have it any more.</returns>
    public static MqttOutgoing? Command(ValveCommand command, DateTimeOffset now)
    {
        TimeSpan left = command.ExpiresAt - now;
        if (left < TimeSpan.FromSeconds(1))
        {
            return null;
        }

        byte[] payload = Json(json =>
        {
            json.WriteString("id", command.Id);
            json.WriteNumber("order", command.Number);
            json.WriteString("position", NameOf(command.Setting.Position));
            if (command.Setting.Position == ValvePosition.Restricted)
            {
                json.WriteNumber("litresPerDay", command.Setting.LitresPerDay);
            }

            // Cut off to seconds, as the broker's expiry is: never later than ours.
            json.WriteString(
                "expires",
                command.ExpiresAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        });
        return new MqttOutgoing(ValveTopics.Command(command.Device), payload, Expiry: Whole(left));
    }

    /// <param name="life">When the next one may be sent: a meter that is away finds one of them, not many.</param>
    /// <param name="voided">Not to be acted on any more, if it was not; null for none.</param>
    public static MqttOutgoing Ask(string device, Guid? voided, TimeSpan life) => new(
        ValveTopics.Command(device),
        Json(json =>
        {
            json.WriteString("ask", "state");
            if (voided is { } id)
            {
                json.WriteString("void", id);
            }
        }),
        Expiry: Whole(life < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : life));

    internal static string NameOf(ValvePosition position) => position switch
    {
        ValvePosition.Open => "open",
        ValvePosition.Restricted => "restricted",
        _ => "closed",
    };

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(time.Ticks / TimeSpan.TicksPerSecond);

    private static byte[] Json(Action<Utf8JsonWriter> fields)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
