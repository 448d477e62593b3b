using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Integration.Rest;

/// <summary>Whether JSON says, value by value, what XML says: by a reader of its own, not the gateway's.</summary>
internal static class SameValues
{
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>The moment of asking stands in some answers, and both were asked one after the other.</summary>
    private static readonly TimeSpan Asking = TimeSpan.FromMinutes(1);

    /// <param name="type">Null where the model does not tell; then only values are compared.</param>
    public static void Assert(XElement xml, JsonNode? json, RecordType? type, string place)
    {
        JsonObject record = Xunit.Assert.IsType<JsonObject>(json);
        Dictionary<string, XElement[]> all = xml.Elements().GroupBy(one => one.Name.LocalName)
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (string name in all.Keys)
        {
            Xunit.Assert.True(record.ContainsKey(name), $"{place}/{name} is missing");
        }

        foreach ((string name, JsonNode? value) in record)
        {
            XElement[] said = all.GetValueOrDefault(name) ?? [];
            WireField? field = type?.Fields.FirstOrDefault(one => one.Name == name);
            string at = $"{place}/{name}";
            Xunit.Assert.True(
                field is null || field.Unbounded == value is JsonArray, $"{at}: only lists are arrays");
            if (value is JsonArray items)
            {
                Xunit.Assert.True(said.Length == items.Count, $"{at}: {said.Length} in XML, {items.Count} in JSON");
                for (int i = 0; i < said.Length; i++)
                {
                    AssertOne(said[i], items[i], field, $"{at}/{i}");
                }
            }
            else
            {
                Xunit.Assert.True(said.Length == 1, $"{at}: {said.Length} in XML");
                AssertOne(said[0], value, field, at);
            }
        }
    }

    private static void AssertOne(XElement xml, JsonNode? json, WireField? field, string place)
    {
        if ((string?)xml.Attribute(Nil) is "true" or "1")
        {
            Xunit.Assert.True(json is null, $"{place} is nil");
        }
        else if (json is JsonObject)
        {
            Assert(xml, json, field?.Type as RecordType, place);
        }
        else
        {
            Xunit.Assert.True(
                json is JsonValue && !xml.HasElements && IsSame(xml.Value, json.GetValueKind(), json.ToString()),
                $"{place}: {xml.Value} in XML, {json?.ToJsonString()} in JSON");
            AssertKind(json!.GetValueKind(), (field?.Type as PrimitiveType)?.Kind, place);
        }
    }

    private static bool IsSame(string xml, JsonValueKind kind, string json) => kind switch
    {
        JsonValueKind.Number => decimal.Parse(xml, NumberStyles.Float, CultureInfo.InvariantCulture)
            == decimal.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.True => xml.Trim() is "true" or "1",
        JsonValueKind.False => xml.Trim() is "false" or "0",
        _ => xml == json || (DateTimeOffset.TryParse(xml, CultureInfo.InvariantCulture, out DateTimeOffset left)
            && DateTimeOffset.TryParse(json, CultureInfo.InvariantCulture, out DateTimeOffset right)
            && (left - right).Duration() < Asking),
    };

    private static void AssertKind(JsonValueKind actual, PrimitiveKind? expected, string place) => Xunit.Assert.True(
        expected switch
        {
            null => true,
            PrimitiveKind.Boolean => actual is JsonValueKind.True or JsonValueKind.False,
            PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long or PrimitiveKind.Decimal
                or PrimitiveKind.Float => actual == JsonValueKind.Number,
            _ => actual == JsonValueKind.String,
        },
        $"{place}: {expected} became {actual}");
}
