using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>The words the two structures are written in.</summary>
internal static class Shapes
{
    public static AttributeShape Must(string name, ValueKind kind, string code = TreeReader.MalformedCode) =>
        new(name, true, kind, code);

    public static AttributeShape May(string name, ValueKind kind, string code = TreeReader.MalformedCode) =>
        new(name, false, kind, code);

    public static ElementSlot One(ElementShape shape) => new(shape, 1, 1);

    public static ElementSlot Maybe(ElementShape shape) => new(shape, 0, 1);

    public static ElementSlot Some(ElementShape shape) => new(shape, 1, int.MaxValue);

    public static ElementSlot Any(ElementShape shape) => new(shape, 0, int.MaxValue);
}
