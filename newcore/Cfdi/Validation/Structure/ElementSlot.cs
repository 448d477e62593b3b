namespace Strangler.Cfdi.Validation.Structure;

/// <summary>Where an element may stand in another, in this order.</summary>
internal sealed record ElementSlot(ElementShape Shape, int Least, int Most);
