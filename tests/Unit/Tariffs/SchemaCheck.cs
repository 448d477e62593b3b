using System.Text.Json;
using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Tariffs;

/// <summary>As much of JSON Schema as docs/tariff-plan.schema.json uses; a keyword it does not know fails.</summary>
internal sealed class SchemaCheck(JsonElement schema)
{
    private static readonly string[] Silent = ["description", "title", "$schema", "$defs"];

    public static JsonDocumentOptions Lenient { get; } = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public IEnumerable<string> Check(JsonElement value) => Check(schema, value, "");

    private IEnumerable<string> Check(JsonElement rule, JsonElement value, string path) =>
        rule.EnumerateObject().Where(keyword => !Silent.Contains(keyword.Name))
            .SelectMany(keyword => Check(keyword.Name, keyword.Value, rule, value, path));

    private IEnumerable<string> Check(string word, JsonElement wanted, JsonElement rule, JsonElement value,
        string path) =>
        word switch
        {
            "$ref" => Check(Find(wanted.GetString()!), value, path),
            "type" => IsOf(wanted.GetString()!, value) ? [] : [$"{path}: no {wanted}"],
            "enum" => wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? []
                : [$"{path}: {value}"],
            "pattern" => Regex.IsMatch(value.GetString()!, wanted.GetString()!) ? [] : [$"{path}: {value}"],
            "required" => wanted.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{path}: no {name}"),
            "minProperties" => value.GetPropertyCount() >= wanted.GetInt32() ? [] : [$"{path}: too few"],
            "maxProperties" => value.GetPropertyCount() <= wanted.GetInt32() ? [] : [$"{path}: too many"],
            "items" => value.EnumerateArray().SelectMany((item, i) => Check(wanted, item, $"{path}[{i}]")),
            "properties" => value.EnumerateObject().Where(member => wanted.TryGetProperty(member.Name, out _))
                .SelectMany(member => Check(wanted.GetProperty(member.Name), member.Value, $"{path}.{member.Name}")),
            "additionalProperties" => value.EnumerateObject()
                .Where(member => !rule.TryGetProperty("properties", out JsonElement known)
                    || !known.TryGetProperty(member.Name, out _))
                .SelectMany(member => wanted.ValueKind == JsonValueKind.False
                    ? [$"{path}: unknown {member.Name}"] : Check(wanted, member.Value, $"{path}.{member.Name}")),
            _ => [$"The check does not know {word}."],
        };

    private JsonElement Find(string reference) =>
        schema.GetProperty("$defs").GetProperty(reference.Replace("#/$defs/", "", StringComparison.Ordinal));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
    };
}
