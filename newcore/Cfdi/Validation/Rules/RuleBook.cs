using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Seal;
using Strangler.Cfdi.Validation.Structure;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Every rule there is: those that are checked, where and by what, and those that are not, and why.</summary>
internal static class RuleBook
{
    private static readonly RuleSet[] Sets =
    [
        DocumentRules.Set, PartyRules.Global, PartyRules.Issuer, ReceiverRules.Set,
        LineRules.Set, LineTaxRules.Transfers, LineTaxRules.Withholdings, ThirdPartyRules.Set, LineRules.Customs,
        LineRules.Part, LineRules.PartCustoms, SummaryRules.Totals, SummaryRules.Withholdings, SummaryRules.Transfers,
        PaymentFrameRules.Document, PaymentFrameRules.Line, PaymentTotalRules.Set, PaymentRules.Money,
        PaymentRules.Accounts, PaymentRules.Chain, RelatedRules.Set, RelatedTaxRules.Withholdings,
        RelatedTaxRules.Transfers, PaymentTaxRules.Withholdings, PaymentTaxRules.Transfers,
        OwnRules.Document, OwnRules.Line, OwnRules.Transfers,
    ];

    public static void Check(DocumentFacts document, Findings findings)
    {
        foreach (RuleSet set in Sets)
        {
            set.Check(document, findings);
        }
    }

    public static IReadOnlyList<RuleEntry> Entries() =>
    [
        new RuleEntry(TreeReader.MalformedCode, "/", "XML, esquema, límites.", nameof(StructureCheck)),
        new RuleEntry(
            ComplementCheck.UnreadCode, "/Comprobante/Complemento/*", ComplementCheck.UnreadMessage,
            nameof(ComplementCheck)),
        .. Structured("", DocumentStructure.Document),
        .. Structured("/Comprobante/Complemento", PaymentStructure.Payments),
        .. Sets.SelectMany(set => set.Entries()),
        .. SealCheck.Entries(),
        .. UncheckedRules.Entries(),
    ];

    /// <summary>The codes of the matrix that the structure gives for a value that is none.</summary>
    private static IEnumerable<RuleEntry> Structured(string above, ElementShape shape)
    {
        string place = $"{above}/{shape.Name}";
        return shape.Attributes.Where(attribute => attribute.Code != TreeReader.MalformedCode)
            .Select(attribute => new RuleEntry(
                attribute.Code, $"{place}/@{attribute.Name}", $"{attribute.Name} debe {attribute.Kind.Asks}.",
                nameof(StructureCheck)))
            .Concat(shape.Slots.SelectMany(slot => Structured(place, slot.Shape)));
    }
}
