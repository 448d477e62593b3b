namespace Strangler.Cfdi.Validation.Seal;

/// <summary>What of an element goes into the chain to be sealed, in this order.</summary>
internal sealed record ChainNode(string Name, params ChainStep[] Steps);
