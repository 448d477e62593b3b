using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Totals of a complement of payments, in pesos (CRP20201 to CRP20211).</summary>
internal static class PaymentTotalRules
{
    private const string Rate = "Tasa";

    /// <summary>What each total adds up; null where no payment has such a tax.</summary>
    private static readonly (string Code, string Name, Func<PaymentBookFacts, decimal?> Sum)[] Totals =
    [
        ("CRP20201", "TotalRetencionesIVA", book => book.Withheld(TaxKey.Vat)),
        ("CRP20202", "TotalRetencionesISR", book => book.Withheld(TaxKey.Income)),
        ("CRP20203", "TotalRetencionesIEPS", book => book.Withheld(TaxKey.Excise)),
        ("CRP20204", "TotalTrasladosBaseIVA16", book => book.Bases(Rate, 0.16m)),
        ("CRP20205", "TotalTrasladosImpuestoIVA16", book => book.Taxes(Rate, 0.16m)),
        ("CRP20206", "TotalTrasladosBaseIVA8", book => book.Bases(Rate, 0.08m)),
        ("CRP20207", "TotalTrasladosImpuestoIVA8", book => book.Taxes(Rate, 0.08m)),
        ("CRP20208", "TotalTrasladosBaseIVA0", book => book.Bases(Rate, 0m)),
        ("CRP20209", "TotalTrasladosImpuestoIVA0", book => book.Taxes(Rate, 0m)),
        ("CRP20210", "TotalTrasladosBaseIVAExento", book => book.Bases(TaxKey.Exempt, -1)),
        ("CRP20211", "MontoTotalPagos", book => Rounding.To(
            book.Payments.Sum(payment => payment.Amount.Value * payment.PesosEach), 2)),
    ];

    public static readonly RuleSet Set = RuleSet.Of(
        nameof(PaymentTotalRules), "/Comprobante/Complemento/Pagos/Totales",
        document => document.Payments is { } book ? (IEnumerable<PaymentBookFacts>)[book] : [],
        [.. Totals.SelectMany(total => new Rule<PaymentBookFacts>[]
        {
            new(total.Code, total.Name, $"{total.Name} no es la suma en pesos de los pagos, redondeada a centavos.",
                (_, book) => book.Has(total.Name) && book.Total(total.Name).Value != (total.Sum(book) ?? 0)),
            new("AQ-031", total.Name, "El total existe si, y sólo si, algún pago lleva el impuesto.",
                (_, book) => book.Has(total.Name) != total.Sum(book) is not null),
        })]);
}
