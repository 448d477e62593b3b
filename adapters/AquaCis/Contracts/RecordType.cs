using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Strangler.AquaCis.Contracts;

/// <summary>
/// A sequence of fields, in the order in which they stand on the wire; those of the base type come first.
/// </summary>
public sealed class RecordType : WireType
{
    private FrozenDictionary<string, int> _positions = FrozenDictionary<string, int>.Empty;

    internal RecordType(string? name, string ns, bool isAbstract) : base(name, ns) => IsAbstract = isAbstract;

    public bool IsAbstract { get; }

    public RecordType? Base { get; private set; }

    /// <summary>The fields this type adds to its base.</summary>
    public IReadOnlyList<WireField> OwnFields { get; private set; } = [];

    /// <summary>All fields, the base type's first.</summary>
    public IReadOnlyList<WireField> Fields { get; private set; } = [];

    /// <summary>As they go over the wire, each at its field's place.</summary>
    internal WireTag[] Tags { get; private set; } = [];

    /// <summary>As they stand in JSON, each at its field's place.</summary>
    internal JsonEncodedText[] Names { get; private set; } = [];

    /// <summary>Where a field stands in <see cref="Fields"/>, or -1.</summary>
    public int PositionOf(string localName) => _positions.GetValueOrDefault(localName, -1);

    /// <summary>The same for a name in UTF-8, looked for from where it is expected.</summary>
    internal int PositionOf(ReadOnlySpan<byte> localName, int expected)
    {
        for (int tried = 0, position = expected; tried < Tags.Length; tried++, position++)
        {
            position = position >= Tags.Length ? 0 : position;
            if (localName.SequenceEqual(Tags[position].Name))
            {
                return position;
            }
        }

        return -1;
    }

    internal void Define(RecordType? parent, IReadOnlyList<WireField> own) => (Base, OwnFields) = (parent, own);

    /// <summary>Lays the inherited fields out; the base type has been completed before.</summary>
    internal void Complete()
    {
        Fields = [.. Base?.Fields ?? [], .. OwnFields];
        Tags = [.. Fields.Select(field => new WireTag(field))];
        Names =
        [
            .. Fields.Select(field =>
                JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)),
        ];
        _positions = Fields.Select((field, position) => (field.Name, position))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.position, StringComparer.Ordinal);
    }
}
