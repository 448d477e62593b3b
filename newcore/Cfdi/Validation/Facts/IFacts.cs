using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>What rules of one place look at, and the element a finding points to.</summary>
internal interface IFacts
{
    Element Element { get; }
}
