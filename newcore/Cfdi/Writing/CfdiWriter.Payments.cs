using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Writing;

public sealed partial class CfdiWriter
{
    private void AddPayments(PaymentComplement complement)
    {
        _output.Xml.Add("<cfdi:Complemento><pago20:Pagos"u8);
        _output.Attribute(" Version=\""u8, "2.0"u8);
        _output.Xml.Add("><pago20:Totales"u8);
        AddTotals(complement.Taxes);
        _output.Attribute(" MontoTotalPagos=\""u8, complement.Total);
        _output.Xml.Add("/>"u8);
        foreach (DocumentPayment payment in complement.Payments)
        {
            AddPayment(payment);
        }

        _output.Xml.Add("</pago20:Pagos></cfdi:Complemento>"u8);
    }

    /// <summary>An attribute stands there only for a rate that is there, in the order of the schema.</summary>
    private void AddTotals(IReadOnlyList<VatAmount> taxes)
    {
        foreach (VatAmount sixteen in taxes.Where(row => row is { Factor: VatFactor.Rate, Rate: 0.16m }))
        {
            _output.Attribute(" TotalTrasladosBaseIVA16=\""u8, sixteen.Base);
            _output.Attribute(" TotalTrasladosImpuestoIVA16=\""u8, sixteen.Amount);
        }

        foreach (VatAmount eight in taxes.Where(row => row is { Factor: VatFactor.Rate, Rate: 0.08m }))
        {
            _output.Attribute(" TotalTrasladosBaseIVA8=\""u8, eight.Base);
            _output.Attribute(" TotalTrasladosImpuestoIVA8=\""u8, eight.Amount);
        }

        foreach (VatAmount zero in taxes.Where(row => row is { Factor: VatFactor.Rate, Rate: 0m }))
        {
            _output.Attribute(" TotalTrasladosBaseIVA0=\""u8, zero.Base);
            _output.Attribute(" TotalTrasladosImpuestoIVA0=\""u8, zero.Amount);
        }

        foreach (VatAmount exempt in taxes.Where(row => row.Factor == VatFactor.Exempt))
        {
            _output.Attribute(" TotalTrasladosBaseIVAExento=\""u8, exempt.Base);
        }
    }

    private void AddPayment(DocumentPayment payment)
    {
        _output.Xml.Add("<pago20:Pago"u8);
        _output.Attribute(" FechaPago=\""u8, payment.PaidAt);
        _output.Attribute(" FormaDePagoP=\""u8, payment.Form);
        _output.Attribute(" MonedaP=\""u8, SatKeys.Pesos);
        _output.Attribute(" TipoCambioP=\""u8, "1"u8);
        _output.Attribute(" Monto=\""u8, payment.Amount);
        _output.Attribute(" NumOperacion=\""u8, payment.Operation);
        _output.Attribute(" RfcEmisorCtaOrd=\""u8, payment.From?.BankRfc);
        _output.Attribute(" CtaOrdenante=\""u8, payment.From?.Number);
        _output.Attribute(" RfcEmisorCtaBen=\""u8, payment.To?.BankRfc);
        _output.Attribute(" CtaBeneficiario=\""u8, payment.To?.Number);
        _output.Xml.Add((byte)'>');
        foreach (PaidDocument document in payment.Documents)
        {
            AddPaid(document);
        }

        if (payment.Taxes.Count > 0)
        {
            _output.Xml.Add("<pago20:ImpuestosP><pago20:TrasladosP>"u8);
            AddRows(payment.Taxes, TaxRowNames.Payment);
            _output.Xml.Add("</pago20:TrasladosP></pago20:ImpuestosP>"u8);
        }

        _output.Xml.Add("</pago20:Pago>"u8);
    }

    private void AddPaid(PaidDocument document)
    {
        _output.Xml.Add("<pago20:DoctoRelacionado"u8);
        _output.Attribute(" IdDocumento=\""u8, document.Uuid);
        _output.Attribute(" Serie=\""u8, document.Series);
        _output.Attribute(" Folio=\""u8, document.Folio);
        _output.Attribute(" MonedaDR=\""u8, SatKeys.Pesos);
        _output.Attribute(" EquivalenciaDR=\""u8, "1"u8);
        _output.Attribute(" NumParcialidad=\""u8, document.Instalment);
        _output.Attribute(" ImpSaldoAnt=\""u8, document.Before);
        _output.Attribute(" ImpPagado=\""u8, document.Paid);
        _output.Attribute(" ImpSaldoInsoluto=\""u8, document.Left);
        _output.Attribute(" ObjetoImpDR=\""u8, document.TaxObject);
        if (document.Taxes.Count == 0)
        {
            _output.Xml.Add("/>"u8);
            return;
        }

        _output.Xml.Add("><pago20:ImpuestosDR><pago20:TrasladosDR>"u8);
        AddRows(document.Taxes, TaxRowNames.Paid);
        _output.Xml.Add("</pago20:TrasladosDR></pago20:ImpuestosDR></pago20:DoctoRelacionado>"u8);
    }
}
