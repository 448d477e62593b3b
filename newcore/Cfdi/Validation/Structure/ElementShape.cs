namespace Strangler.Cfdi.Validation.Structure;

/// <summary>What an element may hold; an open one holds anything, and nothing of that is judged here.</summary>
internal sealed record ElementShape(
    string Name, AttributeShape[] Attributes, ElementSlot[] Slots, bool Open = false);
