using System.Globalization;

namespace Strangler.Cfdi.Documents;

/// <summary>Documents of type P.</summary>
internal static class PaymentChecks
{
    private const int MostInstalments = 999;
    private const int Centavos = 2;

    public static void Check(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        if (document.Payments is not { Payments.Count: > 0 } complement)
        {
            refusals.Add(new DocumentRefusal("XSD", "Complemento/Pagos", "It has no payment."));
            return;
        }

        if (document.PaymentForm is not null || document.Terms is not null)
        {
            refusals.Add(new DocumentRefusal("CRP20105", "@FormaPago", "A payment's document has none of its own."));
        }

        for (int at = 0; at < complement.Payments.Count; at++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"Complemento/Pagos/Pago[{at + 1}]");
            CheckPayment(complement.Payments[at], path, refusals);
        }
    }

    private static void CheckPayment(DocumentPayment payment, string path, List<DocumentRefusal> refusals)
    {
        DocumentChecks.OptionalText($"{path}/@NumOperacion", payment.Operation, 100, refusals);
        Refuse(refusals, payment.Form is not { Length: 2 } or SatKeys.ToBeDefined, "CRP20212", $"{path}/@FormaDePagoP",
            "It is not known how it was paid.");
        Refuse(refusals, payment.Amount <= 0, "CRP20218", $"{path}/@Monto", "It must be above zero.");
        Refuse(refusals, payment.Amount.Scale > Centavos, "CRP20219", $"{path}/@Monto", "It has parts of a centavo.");
        Refuse(refusals, payment.Documents.Sum(document => document.Paid) > payment.Amount, "CRP20217",
            $"{path}/@Monto", "More is paid of documents than was paid.");
        Refuse(refusals, payment.Documents.Count == 0, "XSD", $"{path}/DoctoRelacionado", "It pays no document.");
        for (int at = 0; at < payment.Documents.Count; at++)
        {
            string inner = string.Create(CultureInfo.InvariantCulture, $"{path}/DoctoRelacionado[{at + 1}]");
            CheckPaid(payment.Documents[at], inner, refusals);
        }
    }

    private static void CheckPaid(PaidDocument paid, string path, List<DocumentRefusal> refusals)
    {
        DocumentChecks.Uuid($"{path}/@IdDocumento", paid.Uuid, refusals);
        DocumentChecks.OptionalText($"{path}/@Serie", paid.Series, 25, refusals);
        DocumentChecks.OptionalText($"{path}/@Folio", paid.Folio, 40, refusals);
        Refuse(refusals, paid.Instalment is < 1 or > MostInstalments, "XSD", $"{path}/@NumParcialidad",
            "It is not 1 to 999.");
        Refuse(refusals, paid.Before <= 0, "CRP20239", $"{path}/@ImpSaldoAnt", "It must be above zero.");
        Refuse(refusals, paid.Paid <= 0, "CRP20241", $"{path}/@ImpPagado", "It must be above zero.");
        Refuse(refusals, paid.Left < 0 || paid.Left != paid.Before - paid.Paid, "CRP20244",
            $"{path}/@ImpSaldoInsoluto", "It must be what was owed less what was paid, and not below zero.");
        bool taxable = paid.TaxObject == SatKeys.Taxable;
        Refuse(refusals, taxable && paid.Taxes.Count == 0, "CRP20246", $"{path}/ImpuestosDR", "They are missing.");
        Refuse(refusals, !taxable && paid.Taxes.Count > 0, "CRP20247", $"{path}/ImpuestosDR", "They may not be there.");
        Refuse(refusals, paid.Taxes.Any(tax => tax.Base <= 0), "CRP20255",
            $"{path}/ImpuestosDR/TrasladosDR/TrasladoDR/@BaseDR", "It must be above zero.");
    }

    private static void Refuse(List<DocumentRefusal> refusals, bool wrong, string rule, string path, string message)
    {
        if (wrong)
        {
            refusals.Add(new DocumentRefusal(rule, path, message));
        }
    }
}
