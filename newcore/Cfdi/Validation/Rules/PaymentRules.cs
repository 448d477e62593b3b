using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;
using static Strangler.Cfdi.Validation.Facts.DocumentFacts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of one payment: form, money, accounts, chain (CRP20212 to CRP20235, 20276).</summary>
internal static class PaymentRules
{
    private const string Place = "/Comprobante/Complemento/Pagos/Pago";

    public static readonly RuleSet Money = RuleSet.Of<PaymentFacts>(nameof(PaymentRules), Place, Payments,
        new("CRP20212", "FormaDePagoP", "FormaDePagoP no puede ser 99.", (_, at) => at.Form == "99"),
        new("CRP20213", "MonedaP", "MonedaP no puede ser XXX.", (_, at) => at.Currency == NoCurrency),
        new("CRP20214", "TipoCambioP", "Falta TipoCambioP: la moneda no es MXN.",
            (_, at) => at.Currency != Peso && !at.Has("TipoCambioP")),
        new("CRP20215", "TipoCambioP", "Con MonedaP MXN, TipoCambioP debe ser \"1\".",
            (_, at) => at.Currency == Peso && at["TipoCambioP"] != "1"),
        new("CRP20217", "Monto", "La suma de ImpPagado es mayor que Monto.",
            (_, at) => at.IsOneCurrency && at.Related.Sum(related => related.Paid.Value) > at.Amount.Value),
        new("CRP20218", "Monto", "Monto debe ser mayor que cero.", (_, at) => at.Amount is { Is: true, Value: 0 }),
        new("CRP20219", "Monto", "Monto tiene más decimales que MonedaP.",
            (_, at) => at.Amount.Decimals > SatCatalogues.CurrencyDecimals(at.Currency)),
        new("CRP20276", "Monto", "Monto es menor que lo pagado de los documentos, convertido a su moneda.",
            (_, at) => !at.IsOneCurrency && at.Amount.Is && IsTooSmall(at)),
        new("AQ-032", "FechaPago", "FechaPago es posterior a la fecha del comprobante.",
            (document, at) => document.IssuedAt is { } issued
                && IssueTime.TryParse(at["FechaPago"], issued.Offset, out DateTimeOffset paid) && paid > issued));

    public static readonly RuleSet Accounts = RuleSet.Of<PaymentFacts>(nameof(PaymentRules), Place, Payments,
        new("CRP20221", "RfcEmisorCtaOrd", "La forma de pago no lleva RfcEmisorCtaOrd.",
            (_, at) => at.Has("RfcEmisorCtaOrd") && !BankAccounts.NamesPayer(at.Form)),
        new("CRP20223", "NomBancoOrdExt", "Falta NomBancoOrdExt: el banco es extranjero.",
            (_, at) => at["RfcEmisorCtaOrd"] == ForeignRfc && !at.Has("NomBancoOrdExt")),
        new("CRP20224", "CtaOrdenante", "La forma de pago no lleva CtaOrdenante.",
            (_, at) => at.Has("CtaOrdenante") && !BankAccounts.NamesPayer(at.Form)),
        new("CRP20225", "CtaOrdenante", "CtaOrdenante no tiene la forma que pide la forma de pago.",
            (_, at) => at.Has("CtaOrdenante") && !BankAccounts.FitsPayer(at.Form, at["CtaOrdenante"])),
        new("CRP20226", "CtaBeneficiario", "CtaBeneficiario no tiene la forma que pide la forma de pago.",
            (_, at) => at.Has("CtaBeneficiario") && !BankAccounts.FitsPayee(at.Form, at["CtaBeneficiario"])),
        new("CRP20227", "RfcEmisorCtaBen", "La forma de pago no lleva RfcEmisorCtaBen.",
            (_, at) => at.Has("RfcEmisorCtaBen") && !BankAccounts.NamesPayee(at.Form)),
        new("CRP20228", "CtaBeneficiario", "La forma de pago no lleva CtaBeneficiario.",
            (_, at) => at.Has("CtaBeneficiario") && !BankAccounts.NamesPayee(at.Form)));

    public static readonly RuleSet Chain = RuleSet.Of<PaymentFacts>(nameof(PaymentRules), Place, Payments,
        new("CRP20229", "TipoCadPago", "TipoCadPago es sólo de la forma de pago 03.",
            (_, at) => at.Has("TipoCadPago") && at.Form != "03"),
        new("CRP20230", "CertPago", "Con TipoCadPago falta CertPago.", (_, at) => IsWithout(at, "CertPago")),
        new("CRP20231", "CertPago", "Sin TipoCadPago no debe existir CertPago.", (_, at) => IsAlone(at, "CertPago")),
        new("CRP20232", "CadPago", "Con TipoCadPago falta CadPago.", (_, at) => IsWithout(at, "CadPago")),
        new("CRP20233", "CadPago", "Sin TipoCadPago no debe existir CadPago.", (_, at) => IsAlone(at, "CadPago")),
        new("CRP20234", "SelloPago", "Con TipoCadPago falta SelloPago.", (_, at) => IsWithout(at, "SelloPago")),
        new("CRP20235", "SelloPago", "Sin TipoCadPago no debe existir SelloPago.",
            (_, at) => IsAlone(at, "SelloPago")));

    internal static IEnumerable<PaymentFacts> Payments(DocumentFacts document) => document.Payments?.Payments ?? [];

    private static bool IsWithout(PaymentFacts at, string name) => at.Has("TipoCadPago") && !at.Has(name);

    private static bool IsAlone(PaymentFacts at, string name) => !at.Has("TipoCadPago") && at.Has(name);

    /// <summary>Below even the sum of the lower ends of what was paid of each one, in the payment's money.</summary>
    private static bool IsTooSmall(PaymentFacts at)
    {
        int decimals = SatCatalogues.CurrencyDecimals(at.Currency);
        return at.Related.Sum(related => related.Paid.Value / related.Divisor) > at.Amount.Value
            && at.Amount.Value < at.Related.Sum(related => Rounding.Down(
                (related.Paid.Value - Rounding.Half(related.Paid.Decimals))
                    / (related.Divisor + Rounding.HalfLess(related.Equivalence.Decimals)),
                decimals));
    }
}
