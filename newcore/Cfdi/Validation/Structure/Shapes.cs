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

    /// <summary>
    /// A tax that is charged: of a line, a document, and what is paid of one, whose names end in P or DR.
    /// </summary>
    public static ElementShape Transfer(
        string end, ValueKind taxed, string taxCode, string factorCode = TreeReader.MalformedCode) =>
        new($"Traslado{end}",
        [
            Must($"Base{end}", taxed), Must($"Impuesto{end}", Kinds.Key("c_Impuesto"), taxCode),
            Must($"TipoFactor{end}", Kinds.Key("c_TipoFactor"), factorCode), May($"TasaOCuota{end}", Kinds.Decimal6),
            May($"Importe{end}", Kinds.Amount),
        ], []);

    /// <summary>A tax that is held back; it has a rate and an amount always.</summary>
    public static ElementShape Withholding(string end, string taxCode, string factorCode) =>
        new($"Retencion{end}",
        [
            Must($"Base{end}", Kinds.Decimal6), Must($"Impuesto{end}", Kinds.Key("c_Impuesto"), taxCode),
            Must($"TipoFactor{end}", Kinds.Key("c_TipoFactor"), factorCode), Must($"TasaOCuota{end}", Kinds.Decimal6),
            Must($"Importe{end}", Kinds.Amount),
        ], []);

    /// <summary>What is held back of a tax in sum.</summary>
    public static ElementShape WithholdingSum(string end, string taxCode) => new($"Retencion{end}",
        [Must($"Impuesto{end}", Kinds.Key("c_Impuesto"), taxCode), Must($"Importe{end}", Kinds.Amount)], []);

    /// <summary>Rows of a kind, in an element of their own, or none.</summary>
    public static ElementSlot Rows(string name, ElementShape row) =>
        Maybe(new ElementShape(name, [], [Some(row)]));
}
