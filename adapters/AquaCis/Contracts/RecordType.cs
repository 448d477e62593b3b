using System.Collections.Frozen;

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

    /// <summary>Where a field stands in <see cref="Fields"/>, or -1.</summary>
    public int PositionOf(string localName) => _positions.GetValueOrDefault(localName, -1);

    internal void Define(RecordType? parent, IReadOnlyList<WireField> own) => (Base, OwnFields) = (parent, own);

    /// <summary>Lays the inherited fields out; the base type has been completed before.</summary>
    internal void Complete()
    {
        Fields = [.. Base?.Fields ?? [], .. OwnFields];
        _positions = Fields.Select((field, position) => (field.Name, position))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.position, StringComparer.Ordinal);
    }
}
