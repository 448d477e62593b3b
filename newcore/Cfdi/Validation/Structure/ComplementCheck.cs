using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>
/// What stands in Complemento and ComplementoConcepto: payments are held against their shape, a stamp and local taxes
/// are known; any other is refused, for neither its rules nor its part of the seal could be judged.
/// </summary>
internal static class ComplementCheck
{
    public const string UnreadCode = "AQ-R01";
    public const string UnreadMessage =
        "El complemento no se conoce aquí: ni sus reglas ni el sello se pueden revisar, y no se acepta sin revisar.";

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
            else if (child is not ({ Space: Vocabulary.Stamp }
                or { Space: Vocabulary.LocalTaxes, Name: "ImpuestosLocales" }))
            {
                findings.Add(UnreadCode, child, "", UnreadMessage);
            }
        }

        for (Element? line = root.Child("Conceptos")?.Child("Concepto"); line is not null; line = line.Twin())
        {
            if (line.Child("ComplementoConcepto") is { } complement)
            {
                findings.Add(UnreadCode, complement, "", UnreadMessage);
            }
        }
    }
}
