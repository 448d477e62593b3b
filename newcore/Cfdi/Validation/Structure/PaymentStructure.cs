using static Strangler.Cfdi.Validation.Structure.Shapes;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>The complement of payments (Pagos20.xsd), with the codes of its matrix for values that are none.</summary>
internal static class PaymentStructure
{
    private static readonly ElementShape Related = new("DoctoRelacionado",
    [
        Must("IdDocumento", Kinds.RelatedId), May("Serie", Kinds.Text(25)), May("Folio", Kinds.Text(40)),
        Must("MonedaDR", Kinds.Currency), May("EquivalenciaDR", Kinds.Positive10),
        Must("NumParcialidad", Kinds.Instalment), Must("ImpSaldoAnt", Kinds.Amount), Must("ImpPagado", Kinds.Amount),
        Must("ImpSaldoInsoluto", Kinds.Amount), Must("ObjetoImpDR", Kinds.Key("c_ObjetoImp"), "CRP20245"),
    ],
    [
        Maybe(new ElementShape("ImpuestosDR", [],
        [
            Rows("RetencionesDR", Withholding("DR", "CRP20250", "CRP20251")),
            Rows("TrasladosDR", Transfer("DR", Kinds.Decimal6, "CRP20256", "CRP20257")),
        ])),
    ]);

    private static readonly ElementShape Taxes = new("ImpuestosP", [],
    [
        Rows("RetencionesP", WithholdingSum("P", "CRP20262")),
        Rows("TrasladosP", Transfer("P", Kinds.Amount, "CRP20270")),
    ]);

    private static readonly ElementShape Payment = new("Pago",
    [
        Must("FechaPago", Kinds.Time), Must("FormaDePagoP", Kinds.Key("c_FormaPago")), Must("MonedaP", Kinds.Currency),
        May("TipoCambioP", Kinds.Positive6), Must("Monto", Kinds.Amount), May("NumOperacion", Kinds.Text(100)),
        May("RfcEmisorCtaOrd", Kinds.PayerBankRfc), May("NomBancoOrdExt", Kinds.Text(300)),
        May("CtaOrdenante", Kinds.Account), May("RfcEmisorCtaBen", Kinds.CompanyRfc),
        May("CtaBeneficiario", Kinds.Account), May("TipoCadPago", Kinds.Key("c_TipoCadenaPago")),
        May("CertPago", Kinds.Base64Text), May("CadPago", Kinds.FreeText(8192)), May("SelloPago", Kinds.Base64Text),
    ], [Some(Related), Maybe(Taxes)]);

    private static readonly ElementShape Totals = new("Totales",
    [
        May("TotalRetencionesIVA", Kinds.PesoAmount), May("TotalRetencionesISR", Kinds.PesoAmount),
        May("TotalRetencionesIEPS", Kinds.PesoAmount), May("TotalTrasladosBaseIVA16", Kinds.PesoAmount),
        May("TotalTrasladosImpuestoIVA16", Kinds.PesoAmount), May("TotalTrasladosBaseIVA8", Kinds.PesoAmount),
        May("TotalTrasladosImpuestoIVA8", Kinds.PesoAmount), May("TotalTrasladosBaseIVA0", Kinds.PesoAmount),
        May("TotalTrasladosImpuestoIVA0", Kinds.PesoAmount), May("TotalTrasladosBaseIVAExento", Kinds.PesoAmount),
        Must("MontoTotalPagos", Kinds.PesoAmount),
    ], []);

    public static readonly ElementShape Payments =
        new("Pagos", [Must("Version", Kinds.Fixed("2.0"))], [One(Totals), Some(Payment)]);
}
