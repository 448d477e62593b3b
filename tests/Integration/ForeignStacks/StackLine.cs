using System.Globalization;
using System.Text.Json;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What a client program says about one call it made.</summary>
internal sealed record StackLine(string Stack, string Service, string Operation, bool Ok, JsonElement Detail)
{
    /// <summary>The text at a place below the returned value, or below the fault; null where there is none.</summary>
    /// <param name="path">Names and positions between dots; empty for the whole.</param>
    public string? Find(string path)
    {
        JsonElement? here = Child(Detail, "fault") ?? Child(Detail, "value");
        foreach (string step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "#")
            {
                return $"{Count(here)}";
            }

            here = here is { } parent ? Child(parent, step) : null;
        }

        return here is { } found ? Text(found) : null;
    }

    private static JsonElement? Child(JsonElement parent, string step) => parent.ValueKind switch
    {
        JsonValueKind.Object when parent.TryGetProperty(step, out JsonElement child) => child,
        JsonValueKind.Array when !char.IsDigit(step[0]) => parent, // zeep leaves the name of a list's items out
        JsonValueKind.Array when Position(step) is var at && at < parent.GetArrayLength() => parent[at],
        _ => null,
    };

    private static int Position(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    /// <summary>Some stacks give an empty list, some nothing at all.</summary>
    private static int Count(JsonElement? list) => list switch
    {
        null or { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.Array } many => many.GetArrayLength(),
        _ => 1,
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
