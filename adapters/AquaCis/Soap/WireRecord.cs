using System.Globalization;
using System.Text;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// A record as read from a request. Reading is lenient, as legacy's is (WIRE-FACTS 7): what is missing, nil or empty is
/// null; numbers may carry blanks, a sign and leading zeros.
/// </summary>
public sealed class WireRecord
{
    private readonly object?[] _values;

    internal WireRecord(RecordType type) => (Type, _values) = (type, new object?[type.Fields.Count]);

    public RecordType Type { get; }

    /// <summary>The text, or null; an empty text counts as none.</summary>
    public string? Text(string field) => First(field) as string;

    public long? Number(string field) =>
        Text(field) is { } text ? long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture) : null;

    public decimal? Decimal(string field) =>
        Text(field) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public bool? Boolean(string field) => Text(field) is { } text ? text is "true" or "1" : null;

    public WireRecord? Record(string field) => First(field) as WireRecord;

    /// <summary>All occurrences of a repeated text that say something.</summary>
    public IEnumerable<string> Texts(string field) => All(field).OfType<string>();

    public IEnumerable<long> Numbers(string field) =>
        Texts(field).Select(text => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));

    public IEnumerable<WireRecord> Records(string field) => All(field).OfType<WireRecord>();

    /// <summary>Whether a field, here or in a record within, says just that.</summary>
    public bool Says(string text) => _values.Any(value => Says(value, text));

    /// <summary>
    /// Everything it says, in the order of its type: equal for two records exactly where all their fields say the same,
    /// blanks around a text apart.
    /// </summary>
    public void WriteContent(StringBuilder content)
    {
        foreach (object? value in _values)
        {
            WriteContent(value, content);
        }
    }

    private static void WriteContent(object? value, StringBuilder content)
    {
        switch (value)
        {
            case string text:
                string said = text.Trim();
                content.Append(CultureInfo.InvariantCulture, $"{said.Length}:{said}");
                break;
            case WireRecord record:
                content.Append('{');
                record.WriteContent(content);
                content.Append('}');
                break;
            case List<object?> many:
                content.Append('[');
                many.ForEach(one => WriteContent(one, content));
                content.Append(']');
                break;
            default:
                content.Append('-');
                break;
        }
    }

    private static bool Says(object? value, string text) => value switch
    {
        string said => said.Trim() == text,
        WireRecord record => record.Says(text),
        List<object?> many => many.Exists(one => Says(one, text)),
        _ => false,
    };

    internal void Add(int position, object? value)
    {
        if (Type.Fields[position].Unbounded)
        {
            ((List<object?>)(_values[position] ??= new List<object?>())).Add(value);
        }
        else
        {
            _values[position] ??= value;
        }
    }

    internal int Count(int position) => _values[position] is List<object?> many ? many.Count : 0;

    private object? First(string field) => _values[Position(field)] switch
    {
        List<object?> many => many.FirstOrDefault(value => value is not null),
        var value => value,
    };

    private IEnumerable<object?> All(string field) => _values[Position(field)] switch
    {
        List<object?> many => many,
        null => [],
        var value => [value],
    };

    private int Position(string field) => Type.PositionOf(field) is var position and >= 0
        ? position
        : throw new InvalidOperationException($"{Type} has no field {field}.");
}
