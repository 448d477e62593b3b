using System.Globalization;
using System.IO.Pipelines;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Writes the fields of one record in contract order. A field passed over is written in its contract's form of absence:
/// left out where it may be, <c>xsi:nil</c> where it is nillable, else the type's default. Writing a field that the
/// record does not have, or out of order, is a bug and throws.
/// </summary>
public sealed class RecordWriter
{
    /// <summary>How much of a long list is held before it is sent on.</summary>
    private const int SendAt = 32 * 1024;

    private readonly WireXmlWriter _xml;
    private readonly RecordType _type;
    private readonly PipeWriter? _pipe;
    private int _next;

    internal RecordWriter(WireXmlWriter xml, RecordType type, PipeWriter? pipe = null) =>
        (_xml, _type, _pipe) = (xml, type, pipe);

    /// <summary>A text, or absence where it is null.</summary>
    public RecordWriter Value(string name, string? value)
    {
        WireField field = Advance(name);
        if (value is null)
        {
            WriteAbsence(field);
        }
        else
        {
            _xml.Leaf(Tag(field), value);
        }

        return this;
    }

    public RecordWriter Value(string name, long? value) => Value(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Two decimals, until a recorded answer shows another scale (WIRE-FACTS 8).</summary>
    public RecordWriter Value(string name, decimal? value) =>
        Value(name, value?.ToString("0.00", CultureInfo.InvariantCulture));

    public RecordWriter Value(string name, bool? value) =>
        Value(name, value is { } known ? known ? "true" : "false" : null);

    public RecordWriter Value(string name, DateTimeOffset? value) =>
        Value(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));

    public RecordWriter Value(string name, byte[]? value) =>
        Value(name, value is null ? null : Convert.ToBase64String(value));

    /// <summary>A record within this one; what <paramref name="fill"/> leaves out is written as absent.</summary>
    public RecordWriter Record(string name, Action<RecordWriter> fill)
    {
        WriteRecord(Advance(name), fill);
        return this;
    }

    /// <summary>A field that may occur many times.</summary>
    public RecordWriter Records<T>(string name, IEnumerable<T> items, Action<RecordWriter, T> fill)
    {
        WireField field = Advance(name);
        foreach (T item in items)
        {
            WriteRecord(field, record => fill(record, item));
        }

        return this;
    }

    /// <summary>The same for texts.</summary>
    public RecordWriter Values(string name, IEnumerable<string> values)
    {
        WireField field = Advance(name);
        foreach (string value in values)
        {
            _xml.Leaf(Tag(field), value);
        }

        return this;
    }

    /// <summary>A record whose one field is a list, as JAX-RPC publishes arrays; sent on while it is written.</summary>
    /// <param name="name">The array's own element.</param>
    /// <param name="itemName">The element of each item.</param>
    public async ValueTask ArrayAsync<T>(
        string name, string itemName, IEnumerable<T> items, Action<RecordWriter, T> fill,
        CancellationToken cancellation)
    {
        WireField field = Advance(name);
        WireField itemField = FieldOf((RecordType)field.Type, itemName);
        _xml.StartTag(Tag(field));
        foreach (T item in items)
        {
            WriteRecord(itemField, record => fill(record, item));
            if (_pipe is { UnflushedBytes: > SendAt })
            {
                await _pipe.FlushAsync(cancellation);
            }
        }

        _xml.EndTag(Tag(field));
    }

    /// <summary>Writes what is still missing.</summary>
    internal void Finish()
    {
        while (_next < _type.Fields.Count)
        {
            WriteAbsence(_type.Fields[_next++]);
        }
    }

    private void WriteRecord(WireField field, Action<RecordWriter> fill)
    {
        RecordType type = field.Type as RecordType
            ?? throw new InvalidOperationException($"{_type}.{field} is not a record.");
        _xml.StartTag(Tag(field));
        RecordWriter record = new(_xml, type);
        fill(record);
        record.Finish();
        _xml.EndTag(Tag(field));
    }

    private WireField Advance(string name)
    {
        int position = _type.PositionOf(name);
        if (position < _next)
        {
            throw new InvalidOperationException(position < 0
                ? $"{_type} has no field {name}."
                : $"{_type}.{name} must come before {_type.Fields[_next - 1]}.");
        }

        while (_next < position)
        {
            WriteAbsence(_type.Fields[_next++]);
        }

        return _type.Fields[_next++];
    }

    private void WriteAbsence(WireField field)
    {
        if (field.MinOccurs == 0)
        {
            return;
        }

        if (field.Nillable)
        {
            _xml.NilTag(Tag(field));
        }
        else if (field.Type is RecordType)
        {
            WriteRecord(field, static _ => { });
        }
        else
        {
            _xml.Leaf(Tag(field), field.Type is PrimitiveType primitive ? primitive.Default : "");
        }
    }

    private static WireField FieldOf(RecordType type, string name) => type.PositionOf(name) is var position and >= 0
        ? type.Fields[position]
        : throw new InvalidOperationException($"{type} has no field {name}.");

    private static string Tag(WireField field) => field.IsQualified ? "ns2:" + field.Name : field.Name;
}
