namespace Strangler.AquaCis.Contracts;

/// <summary>One element of a record.</summary>
/// <param name="Name">Local name, misspellings kept.</param>
/// <param name="Type">The type of one occurrence.</param>
/// <param name="Nillable">Absent data is written as <c>xsi:nil</c> (unless the field may be left out).</param>
/// <param name="MinOccurs">0 or 1.</param>
/// <param name="Unbounded">Whether it may occur any number of times.</param>
/// <param name="Reference">The global element it refers to; only then is it namespace-qualified on the wire.</param>
public sealed record WireField(
    string Name, WireType Type, bool Nillable, int MinOccurs, bool Unbounded, WireElement? Reference = null)
{
    public bool IsQualified => Reference is not null;

    public override string ToString() => Name;
}
