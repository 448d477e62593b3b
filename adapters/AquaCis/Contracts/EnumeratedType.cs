namespace Strangler.AquaCis.Contracts;

/// <summary>A text that may take only the listed values.</summary>
public sealed class EnumeratedType : WireType
{
    internal EnumeratedType(string name, string ns, IReadOnlyList<string> values) : base(name, ns) => Values = values;

    public IReadOnlyList<string> Values { get; }
}
