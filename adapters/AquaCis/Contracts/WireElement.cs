namespace Strangler.AquaCis.Contracts;

/// <summary>
/// A global element: the root of a request, a reply or a fault's detail, or one that records refer to.
/// </summary>
public sealed class WireElement
{
    internal WireElement(string name, string ns, bool nillable, WireType type) =>
        (Name, Namespace, Nillable, Type) = (name, ns, nillable, type);

    public string Name { get; }

    public string Namespace { get; }

    public bool Nillable { get; }

    public WireType Type { get; }

    public override string ToString() => $"{{{Namespace}}}{Name}";
}
