namespace Strangler.AquaCis.Contracts;

/// <summary>A type of the AquaCIS wire: a primitive, an enumeration, or a record of fields.</summary>
public abstract class WireType
{
    private protected WireType(string? name, string ns) => (Name, Namespace) = (name, ns);

    /// <summary>As published; null for a type that is declared inside its element.</summary>
    public string? Name { get; }

    public string Namespace { get; }

    public override string ToString() => Name ?? "(anonymous)";
}
