namespace Strangler.Cfdi.Validation.Seal;

/// <summary>An attribute, or all children of a name. <c>Serie?</c> stands for one that may be absent.</summary>
internal sealed record ChainStep(string Attribute, bool Optional, ChainNode? Child)
{
    public static implicit operator ChainStep(string attribute) => FromString(attribute);

    public static implicit operator ChainStep(ChainNode child) => FromChainNode(child);

    public static ChainStep FromString(string attribute) =>
        new(attribute.TrimEnd('?'), attribute.EndsWith('?'), null);

    public static ChainStep FromChainNode(ChainNode child) => new("", false, child);
}
