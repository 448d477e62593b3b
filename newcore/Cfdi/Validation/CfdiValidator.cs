using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Rules;
using Strangler.Cfdi.Validation.Seal;
using Strangler.Cfdi.Validation.Structure;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation;

/// <summary>
/// Judges the bytes of a fiscal document as SAT and a PAC would, before it is sent: structure, SAT's matrices of rules,
/// seal, and our own exactness. Never throws for what is in the document, whoever wrote it.
/// </summary>
public static class CfdiValidator
{
    /// <summary>A larger document is refused unread.</summary>
    public const int MostBytes = TreeReader.MostBytes;

    public static ValidationReport Validate(ReadOnlyMemory<byte> xml, ValidationContext context)
    {
        Findings findings = new(context.MostFindings, context.OwnRules);
        Element? root = TreeReader.Read(xml, findings);
        if (root is not null && DocumentStructure.IsDocument(root, findings))
        {
            StructureCheck.Check(root, DocumentStructure.Document, findings);
            ComplementCheck.Check(root, findings);
            DocumentFacts document = DocumentFacts.Read(root, context);
            RuleBook.Check(document, findings);
            SealCheck.Check(document, findings);
        }

        return findings.Report();
    }
}
