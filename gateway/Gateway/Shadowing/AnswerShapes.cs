using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>Tells the judge what each operation's request and answer look like, from the contract model.</summary>
public static class AnswerShapes
{
    /// <summary>The contract's deepest record, without cycles, is well above this.</summary>
    private const int DepthLimit = 12;

    private static readonly Lazy<AnswerShape>[] Answers =
        [.. ContractCatalog.AquaCis.Operations.Select(one => new Lazy<AnswerShape>(() => BuildAnswer(one)))];

    private static readonly Lazy<AnswerShape>[] Requests =
        [.. ContractCatalog.AquaCis.Operations.Select(one => new Lazy<AnswerShape>(() => Of(one.Request)))];

    public static AnswerShape Of(Operation operation) => Answers[operation.Index].Value;

    /// <summary>For masking: requests are not compared.</summary>
    public static AnswerShape OfRequest(Operation operation) => Requests[operation.Index].Value;

    private static AnswerShape BuildAnswer(Operation operation) =>
        Of(operation.Response) with { FaultDetails = [.. operation.Faults.Select(fault => Of(fault.Detail))] };

    private static AnswerShape Of(WireElement element) => new(
        element.Name, KindOf(element.Type), Repeats: false, OrderIsFree: false, NilIsAbsence: false, IsMoney: false,
        PersonalFields.Contains(element.Name), ChildrenOf(element.Type, 0));

    private static AnswerShape Of(WireField field, int depth)
    {
        FieldKind kind = KindOf(field.Type);
        return new AnswerShape(
            field.Name, kind, field.Unbounded,
            OrderIsFree: field.Unbounded && UnorderedItems.Contains(field.Type.Name),
            NilIsAbsence: SaysNothingInAnyForm(field, kind),
            IsMoney: kind == FieldKind.Decimal && AmountFields.Contains(field.Name),
            PersonalFields.Contains(field.Name), ChildrenOf(field.Type, depth));
    }

    /// <summary>
    /// Only where the field may be left out (WIRE-FACTS 7), and is a number, a flag or a date: an empty text is a text.
    /// A nillable field that must be there must be there: consumers look for its very tag.
    /// </summary>
    private static bool SaysNothingInAnyForm(WireField field, FieldKind kind) =>
        field.MinOccurs == 0 && !field.Unbounded && kind is not (FieldKind.Text or FieldKind.Record);

    private static AnswerShape[] ChildrenOf(WireType type, int depth) =>
        type is RecordType record && depth < DepthLimit ? [.. record.Fields.Select(field => Of(field, depth + 1))] : [];

    private static FieldKind KindOf(WireType type) => type switch
    {
        RecordType => FieldKind.Record,
        PrimitiveType primitive => primitive.Kind switch
        {
            PrimitiveKind.Boolean => FieldKind.Boolean,
            PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long => FieldKind.WholeNumber,
            PrimitiveKind.Decimal or PrimitiveKind.Float => FieldKind.Decimal,
            PrimitiveKind.DateTime => FieldKind.DateTime,
            PrimitiveKind.Binary => FieldKind.Binary,
            _ => FieldKind.Text,
        },
        _ => FieldKind.Text,
    };
}
