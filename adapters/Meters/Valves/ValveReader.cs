using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.Meters.Payloads;

namespace Strangler.Meters.Valves;

/// <summary>
/// Reads what meters say of their valves. Unknown fields are passed over; a field that stands twice is refused. The
/// device is the topic's, which the broker lets it alone use.
/// </summary>
public static class ValveReader
{
    public const int LargestPayload = 4_096;

    private const int Deepest = 4;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>Never throws.</summary>
    public static ValveMessage Read(ReadOnlySpan<byte> topic, ReadOnlyMemory<byte> payload)
    {
        if (Device(topic, out bool isAck) is not { } device)
        {
            return Bad(UnreadableReason.UnknownTopic);
        }

        if (device.Length == 0)
        {
            return Bad(UnreadableReason.BadDevice);
        }

        if (payload.Length > LargestPayload)
        {
            return Bad(UnreadableReason.Oversize);
        }

        if (!Utf8.IsValid(payload.Span))
        {
            return Bad(UnreadableReason.BadUtf8);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, Strict);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? Bad(UnreadableReason.WrongShape, "payload")
                : Read(document.RootElement, device, isAck);
        }
        catch (JsonException)
        {
            return Bad(UnreadableReason.BrokenJson);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair.
            return Bad(UnreadableReason.BadUtf8);
        }
    }

    private static ValveMessage Read(JsonElement json, string device, bool isAck)
    {
        if (json.TryGetProperty("device", out JsonElement named)
            && (named.ValueKind != JsonValueKind.String || !named.ValueEquals(device)))
        {
            return Bad(UnreadableReason.WrongDevice, "device");
        }

        if (!json.TryGetProperty("at", out JsonElement at))
        {
            return Bad(UnreadableReason.MissingField, "at");
        }

        if (at.ValueKind != JsonValueKind.String
            || !Rfc3339.TryRead(Encoding.UTF8.GetBytes(at.GetString()!), out DateTimeOffset instant))
        {
            return Bad(UnreadableReason.BadInstant, "at");
        }

        if (SettingOf(json, out ValveSetting? setting) is { } wrong)
        {
            return wrong;
        }

        return isAck ? Ack(json, device, setting, instant) : Report(json, device, setting, instant);
    }

    private static ValveMessage Ack(JsonElement json, string device, ValveSetting? setting, DateTimeOffset at)
    {
        if (!json.TryGetProperty("id", out JsonElement id))
        {
            return Bad(UnreadableReason.MissingField, "id");
        }

        if (id.ValueKind != JsonValueKind.String || !id.TryGetGuid(out Guid command))
        {
            return Bad(UnreadableReason.WrongShape, "id");
        }

        if (!json.TryGetProperty("result", out JsonElement said))
        {
            return Bad(UnreadableReason.MissingField, "result");
        }

        ValveAckResult? result = said.ValueKind != JsonValueKind.String ? null : said.GetString() switch
        {
            "done" => ValveAckResult.Done,
            "refused" => ValveAckResult.Refused,
            "expired" => ValveAckResult.Expired,
            "duplicate" => ValveAckResult.Duplicate,
            _ => null,
        };
        return result is { } known
            ? new ValveMessage.Answered(device, new ValveAck(command, known, setting, at))
            : Bad(UnreadableReason.WrongShape, "result");
    }

    private static ValveMessage Report(JsonElement json, string device, ValveSetting? setting, DateTimeOffset at)
    {
        if (setting is not { } where)
        {
            return Bad(UnreadableReason.MissingField, "position");
        }

        return !TryId(json, "command", out Guid? last) ? Bad(UnreadableReason.WrongShape, "command")
            : !TryId(json, "void", out Guid? voided) ? Bad(UnreadableReason.WrongShape, "void")
            : new ValveMessage.Reported(device, new ValveReport(where, last, at, voided));
    }

    /// <returns>False where it stands there and is no id.</returns>
    private static bool TryId(JsonElement json, string name, out Guid? id)
    {
        id = null;
        if (!json.TryGetProperty(name, out JsonElement named) || named.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        bool isId = named.ValueKind == JsonValueKind.String;
        if (isId && (isId = named.TryGetGuid(out Guid read)))
        {
            id = read;
        }

        return isId;
    }

    /// <returns>Null where there is nothing wrong with it; it may be absent.</returns>
    private static ValveMessage.Unreadable? SettingOf(JsonElement json, out ValveSetting? setting)
    {
        setting = null;
        if (!json.TryGetProperty("position", out JsonElement named) || named.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        ValvePosition? position = named.ValueKind != JsonValueKind.String ? null : named.GetString() switch
        {
            "open" => ValvePosition.Open,
            "restricted" => ValvePosition.Restricted,
            "closed" => ValvePosition.Closed,
            _ => null,
        };
        if (position is not { } known)
        {
            return Bad(UnreadableReason.WrongShape, "position");
        }

        int litres = 0;
        if (known == ValvePosition.Restricted
            && (!json.TryGetProperty("litresPerDay", out JsonElement a) || a.ValueKind != JsonValueKind.Number
                || !a.TryGetInt32(out litres)))
        {
            return Bad(UnreadableReason.WrongShape, "litresPerDay");
        }

        setting = new ValveSetting(known, litres);
        return setting.Value.IsSound ? null : Bad(UnreadableReason.OutOfRange, "litresPerDay");
    }

    /// <returns>Null where the topic is none of a valve's; empty where it names no device.</returns>
    private static string? Device(ReadOnlySpan<byte> topic, out bool isAck)
    {
        ReadOnlySpan<byte> start = "aqua/v1/meters/"u8;
        isAck = topic.EndsWith("/valve/ack"u8);
        ReadOnlySpan<byte> end = isAck ? "/valve/ack"u8 : "/valve/state"u8;
        if (!topic.StartsWith(start) || !topic.EndsWith(end) || topic.Length < start.Length + end.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> device = topic[start.Length..^end.Length];
        return device.Contains((byte)'/') ? null : DeviceNames.Read(device) ?? "";
    }

    private static ValveMessage.Unreadable Bad(UnreadableReason reason, string detail = "") => new(reason, detail);
}
