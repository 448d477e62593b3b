using System.Globalization;
using System.Text.Json;

namespace Strangler.Cfdi.Building;

/// <summary>An object of a fiscal table; what is wrong is noted, and a stand-in returned.</summary>
internal sealed class FiscalTablePart(string path, JsonElement element, List<string> problems)
{
    public void OnlyHas(params string[] names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path}: an object is expected.");
            return;
        }

        problems.AddRange(element.EnumerateObject().Where(member => !names.Contains(member.Name))
            .Select(member => $"{path}.{member.Name}: it is not known; known are {string.Join(", ", names)}."));
    }

    public void Require(bool right, string name, string what)
    {
        if (!right)
        {
            problems.Add($"{path}.{name}: it {what}.");
        }
    }

    public IEnumerable<FiscalTablePart> Items(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            problems.Add($"{path}.{name}: a list is expected.");
            return [];
        }

        return [.. list.EnumerateArray().Select(
            (item, at) => new FiscalTablePart($"{path}.{name}[{at}]", item, problems))];
    }

    public bool Flag(string name)
    {
        JsonElement? found = Find(name);
        Require(found is not { ValueKind: not (JsonValueKind.True or JsonValueKind.False) }, name, "is true or false");
        return found is { ValueKind: JsonValueKind.True };
    }

    public string Text(string name)
    {
        string? text = OptionalText(name);
        Require(!string.IsNullOrWhiteSpace(text), name, "is missing");
        return text ?? "";
    }

    public string? OptionalText(string name)
    {
        JsonElement? found = Find(name);
        Require(found is not { ValueKind: not JsonValueKind.String }, name, "is a text");
        return found is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    public int? OptionalNumber(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        int number = 0;
        Require(found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out number), name, "is a whole number");
        return number;
    }

    public DateOnly? Day(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        bool read = DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        Require(read, name, "is a day like 2014-01-01");
        return read ? day : null;
    }

    private JsonElement? Find(string name) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
