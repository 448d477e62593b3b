using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Tree;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>
/// The printed form of a fiscal document (CFF 29-A, RMF 2.7.1.7), from the XML as it was stamped. The same bytes, facts
/// and style give the same bytes. What is not stamped says that it is worth nothing.
/// </summary>
public static class PrintedForm
{
    private const int MostFindings = 1;

    /// <param name="xml">Of version 4.0, stamped or only sealed; it is not judged here.</param>
    public static PrintOutcome Write(ReadOnlyMemory<byte> xml, PrintFacts facts, PrintStyle style)
    {
        Findings findings = new(MostFindings, own: true);
        if (TreeReader.Read(xml, findings) is not { } root)
        {
            return new PrintOutcome.Refused(findings.Report().Findings[0].Message);
        }

        if (root is not { Name: "Comprobante", Space: Vocabulary.Document } || root["Version"] != "4.0"
            || root.Child("Emisor") is null || root.Child("Receptor") is null || root.Child("Conceptos") is null)
        {
            return new PrintOutcome.Refused("No es un CFDI de la versión 4.0.");
        }

        PrintedDocument document = new(root);
        return document.LineCount > PrintedLines.Most
            ? new PrintOutcome.Refused($"El CFDI tiene más de {PrintedLines.Most} conceptos.")
            : new PrintOutcome.Printed(Draw(document, facts, style));
    }

    private static byte[] Draw(PrintedDocument document, PrintFacts facts, PrintStyle style)
    {
        PrintSheet sheet = new(document, style, facts.IsCancelled);
        sheet.AddPage();
        PrintedParties.Draw(sheet, document, facts);
        PrintedService.Draw(sheet, facts);
        if (document.Payments is { } payments)
        {
            PrintedPayments.Draw(sheet, payments);
        }
        else
        {
            PrintedLines.Draw(sheet, document, facts);
        }

        PrintedTotals.Draw(sheet, document);
        PrintedMessages.Draw(sheet, facts, style);
        PrintedSeals.Draw(sheet, document);
        PaymentStrip.Draw(sheet, document, facts);
        return sheet.Finish();
    }
}
