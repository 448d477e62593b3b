using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>What stands in Complemento: payments are held against their shape, others are accepted unread.</summary>
internal static class ComplementCheck
{
    public const string UnreadCode = "AQ-N01";
    public const string UnreadMessage = "El complemento se acepta sin leerlo; sus reglas no se revisan.";

    public static void Check(Element root, Findings findings)
    {
        int payments = 0;
        for (Element? child = root.Child("Complemento")?.First; child is not null; child = child.Next)
        {
            if (child is { Space: Vocabulary.Payments, Name: "Pagos" })
            {
                if (++payments > 1)
                {
                    findings.Add(TreeReader.MalformedCode, child, "", "El complemento Pagos se repite.");
                }

                StructureCheck.Check(child, PaymentStructure.Payments, findings);
            }
            else if (child.Space is not (Vocabulary.Stamp or Vocabulary.LocalTaxes))
            {
                findings.Add(UnreadCode, child, "", UnreadMessage);
            }
        }
    }
}
