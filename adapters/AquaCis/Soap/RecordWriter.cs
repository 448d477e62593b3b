using System.Globalization;
using System.IO.Pipelines;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;

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
        int position = Advance(name);
        if (value is null)
        {
            WriteAbsence(position);
        }
        else
        {
            _xml.Leaf(_type.Tags[position], value);
        }

        return this;
    }

    public RecordWriter Value(string name, long? value) => Number(name, value, "");

    /// <summary>Two decimals, until a recorded answer shows another scale (WIRE-FACTS 8).</summary>
    public RecordWriter Value(string name, decimal? value) => Number(name, value, "0.00");

    public RecordWriter Value(string name, Money? value)
    {
        int position = Advance(name);
        if (value is { } amount)
        {
            _xml.Pesos(_type.Tags[position], amount.Centavos);
        }
        else
        {
            WriteAbsence(position);
        }

        return this;
    }

    public RecordWriter Value(string name, bool? value) =>
        Value(name, value is { } known ? known ? "true" : "false" : null);

    public RecordWriter Value(string name, DateTimeOffset? value) =>
        Value(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));

    public RecordWriter Value(string name, byte[]? value) =>
        Value(name, value is null ? null : Convert.ToBase64String(value));

    /// <summary>A record within this one; what <paramref name="fill"/> leaves out is written as absent.</summary>
    public RecordWriter Record(string name, Action<RecordWriter> fill) =>
        Record(name, fill, static (record, fill) => fill(record));

    /// <summary>The same of one thing, so that <paramref name="fill"/> need not capture it.</summary>
    public RecordWriter Record<T>(string name, T item, Action<RecordWriter, T> fill)
    {
        WriteRecord(_type, Advance(name), item, fill);
        return this;
    }

    /// <summary>A field that may occur many times.</summary>
    public RecordWriter Records<T>(string name, IEnumerable<T> items, Action<RecordWriter, T> fill)
    {
        int position = Advance(name);
        foreach (T item in items)
        {
            WriteRecord(_type, position, item, fill);
        }

        return this;
    }

    /// <summary>The same for texts.</summary>
    public RecordWriter Values(string name, IEnumerable<string> values)
    {
        WireTag tag = _type.Tags[Advance(name)];
        foreach (string value in values)
        {
            _xml.Leaf(tag, value);
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
        int position = Advance(name);
        RecordType array = (RecordType)_type.Fields[position].Type;
        int item = array.PositionOf(itemName) is var known and >= 0
            ? known
            : throw new InvalidOperationException($"{array} has no field {itemName}.");
        _xml.StartTag(_type.Tags[position]);
        foreach (T one in items)
        {
            WriteRecord(array, item, one, fill);
            if (_pipe is { UnflushedBytes: > SendAt })
            {
                await _pipe.FlushAsync(cancellation);
            }
        }

        _xml.EndTag(_type.Tags[position]);
    }

    /// <summary>Writes what is still missing.</summary>
    internal void Finish()
    {
        while (_next < _type.Fields.Count)
        {
            WriteAbsence(_next++);
        }
    }

    private void WriteRecord<T>(RecordType owner, int position, T item, Action<RecordWriter, T> fill)
    {
        RecordType type = owner.Fields[position].Type as RecordType
            ?? throw new InvalidOperationException($"{owner}.{owner.Fields[position]} is not a record.");
        _xml.StartTag(owner.Tags[position]);
        RecordWriter record = new(_xml, type);
        fill(record, item);
        record.Finish();
        _xml.EndTag(owner.Tags[position]);
    }

    private RecordWriter Number<T>(string name, T? value, string format)
        where T : struct, IUtf8SpanFormattable
    {
        int position = Advance(name);
        if (value is { } number)
        {
            _xml.Leaf(_type.Tags[position], number, format);
        }
        else
        {
            WriteAbsence(position);
        }

        return this;
    }

    /// <summary>Where the field stands; mostly it is the next one.</summary>
    private int Advance(string name)
    {
        int position = _next < _type.Fields.Count && _type.Fields[_next].Name == name ? _next : _type.PositionOf(name);
        if (position < _next)
        {
            throw new InvalidOperationException(position < 0
                ? $"{_type} has no field {name}."
                : $"{_type}.{name} must come before {_type.Fields[_next - 1]}.");
        }

        while (_next < position)
        {
            WriteAbsence(_next++);
        }

        return _next++;
    }

    private void WriteAbsence(int position)
    {
        WireField field = _type.Fields[position];
        if (field.MinOccurs == 0)
        {
            return;
        }

        WireTag tag = _type.Tags[position];
        if (field.Nillable)
        {
            _xml.NilTag(tag);
        }
        else if (field.Type is RecordType)
        {
            WriteRecord(_type, position, 0, static (_, _) => { });
        }
        else
        {
            _xml.Leaf(tag, field.Type is PrimitiveType primitive ? primitive.Default : "");
        }
    }
}
