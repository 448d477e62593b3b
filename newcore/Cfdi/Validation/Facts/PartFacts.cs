using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>A part of what a line sells.</summary>
internal sealed record PartFacts(Element Element) : IFacts
{
    public Number Quantity { get; } = Number.Of(Element["Cantidad"]);

    public Number UnitPrice { get; } = Number.Of(Element["ValorUnitario"]);

    public Number Amount { get; } = Number.Of(Element["Importe"]);

    public List<PlaceFacts> Customs { get; } = PlaceFacts.All(Element, "InformacionAduanera");
}
