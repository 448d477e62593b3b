using System.Globalization;
using System.Text.Json;
using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Files;

/// <summary>
/// The members of one object of a plan file. What is missing or of a wrong kind is reported, and a stand-in returned.
/// </summary>
internal sealed class PlanFields
{
    private readonly PlanReading _reading;
    private readonly Dictionary<string, JsonPart> _members = [];

    public PlanFields(PlanReading reading, JsonPart part, string kind)
    {
        (_reading, Part) = (reading, part);
        if (part.Kind != JsonTokenType.StartObject)
        {
            reading.Add(part, $"This is {part.What}, where an object with a {kind} is expected.");
        }

        string[] known = PlanFormat.Names[kind];
        foreach ((string name, JsonPart value) in part.Members)
        {
            reading.Lines[value.Path] = value.Line;
            if (!known.Contains(name))
            {
                reading.Add(value, $"A {kind} has no {name}.{NearestName.Hint(name, known)}");
            }
            else if (!_members.TryAdd(name, value))
            {
                reading.Add(value, $"{name} is there twice.");
            }
        }
    }

    public JsonPart Part { get; }

    public IEnumerable<string> Names => _members.Keys;

    public JsonPart? Find(string name) =>
        _members.TryGetValue(name, out JsonPart? value) && value.Kind != JsonTokenType.Null ? value : null;

    /// <summary>Reported where it is missing and not wrong already as a whole.</summary>
    public JsonPart? Required(string name)
    {
        JsonPart? value = Find(name);
        if (value is null && Part.Kind == JsonTokenType.StartObject)
        {
            _reading.Add(Part.Line, Part.Inner(name), "This is missing.");
        }

        return value;
    }

    public string Text(string name) => Required(name) is { } part ? Text(part) : "";

    public string? OptionalText(string name) => Find(name) is { } part ? Text(part) : null;

    public decimal Number(string name) => Required(name) is { } part ? Number(part) : 0;

    public decimal Number(string name, decimal usual) => Find(name) is { } part ? Number(part) : usual;

    public int Whole(string name) => Required(name) is { } part ? Whole(part) : 0;

    public int? OptionalWhole(string name) => Find(name) is { } part ? Whole(part) : null;

    public bool Truth(string name, bool usual = false)
    {
        if (Find(name) is not { } part)
        {
            return usual;
        }

        if (part.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            Wrong(part, "true or false");
        }

        return part.Kind == JsonTokenType.True;
    }

    public DateOnly Date(string name) => Required(name) is { } part ? Date(part) : default;

    public DateOnly? OptionalDate(string name) => Find(name) is { } part ? Date(part) : null;

    /// <summary>One of the names of an enumeration; its first where there is none.</summary>
    public T Choice<T>(string name, bool required = false)
        where T : struct, Enum
    {
        if ((required ? Required(name) : Find(name)) is not { } part)
        {
            return default;
        }

        string text = Text(part);
        Dictionary<string, T> words = Enum.GetValues<T>().ToDictionary(PlanFormat.Word);
        if (words.TryGetValue(text, out T value))
        {
            return value;
        }

        if (part.Kind == JsonTokenType.String)
        {
            _reading.Add(part,
                $"'{text}' is none of {string.Join(", ", words.Keys)}.{NearestName.Hint(text, words.Keys)}");
        }

        return default;
    }

    public Formula? Formula(string name, FormulaType type) =>
        Find(name) is { } part ? Formula(part, type) : null;

    public Formula? Formula(JsonPart part, FormulaType type)
    {
        if (part.Kind != JsonTokenType.String)
        {
            Wrong(part, "a formula in quotes");
            return null;
        }

        FormulaReading read = FormulaParser.Parse(part.Text, type);
        if (read is FormulaReading.Refused refused)
        {
            foreach (FormulaError error in refused.Errors)
            {
                _reading.Add(part, $"{error} (in: {part.Text})");
            }
        }

        return (read as FormulaReading.Read)?.Formula;
    }

    public IReadOnlyList<JsonPart> List(string name, bool required = false)
    {
        if ((required ? Required(name) : Find(name)) is not { } part)
        {
            return [];
        }

        if (part.Kind != JsonTokenType.StartArray)
        {
            Wrong(part, "a list");
        }

        foreach (JsonPart item in part.Items)
        {
            _reading.Lines[item.Path] = item.Line;
        }

        return part.Items;
    }

    public IReadOnlyList<int> Wholes(string name, bool required = false) => [.. List(name, required).Select(Whole)];

    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(Text)];

    public IReadOnlyDictionary<string, decimal> Prices(string name) =>
        Find(name) is { } part ? Prices(part) : new Dictionary<string, decimal>();

    /// <summary>An object whose names are the analyst's own.</summary>
    public IReadOnlyDictionary<string, decimal> Prices(JsonPart part)
    {
        Dictionary<string, decimal> prices = [];
        if (part.Kind != JsonTokenType.StartObject)
        {
            Wrong(part, "an object with a number to every name");
        }

        foreach ((string name, JsonPart value) in part.Members)
        {
            _reading.Lines[value.Path] = value.Line;
            if (!prices.TryAdd(name, Number(value)))
            {
                _reading.Add(value, $"{name} is there twice.");
            }
        }

        return prices;
    }

    public string Text(JsonPart part) => part.Kind == JsonTokenType.String ? part.Text : Wrong(part, "a text", "");

    public decimal Number(JsonPart part)
    {
        if (part.Kind != JsonTokenType.Number)
        {
            return Wrong(part, "a number", 0m);
        }

        return decimal.TryParse(
            part.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out decimal value) && value is > -1e20m and < 1e20m
            ? value : Wrong(part, "a number of ordinary size, written out", 0m);
    }

    public int Whole(JsonPart part) =>
        part.Kind == JsonTokenType.Number
        && int.TryParse(part.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value : Wrong(part, "a whole number", 0);

    private DateOnly Date(JsonPart part) =>
        part.Kind == JsonTokenType.String
        && DateOnly.TryParseExact(part.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
            ? day : Wrong(part, "a day like \"2026-02-01\"", default(DateOnly));

    private T Wrong<T>(JsonPart part, string wanted, T standIn)
    {
        Wrong(part, wanted);
        return standIn;
    }

    public void Wrong(JsonPart part, string wanted)
    {
        string shown = part.Kind is JsonTokenType.String or JsonTokenType.Number
            ? $"{part.Text} is {part.What}" : $"This is {part.What}";
        _reading.Add(part, $"{shown}, where {wanted} is expected.");
    }
}
