using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Writing;

public sealed partial class CfdiWriter
{
    private void AddParties(Issuer issuer, Receiver receiver)
    {
        _output.Xml.Add("<cfdi:Emisor"u8);
        _output.Attribute(" Rfc=\""u8, issuer.Rfc);
        _output.Attribute(" Nombre=\""u8, issuer.Name);
        _output.Attribute(" RegimenFiscal=\""u8, issuer.Regime);
        _output.Xml.Add("/><cfdi:Receptor"u8);
        _output.Attribute(" Rfc=\""u8, receiver.Rfc);
        _output.Attribute(" Nombre=\""u8, receiver.Name);
        _output.Attribute(" DomicilioFiscalReceptor=\""u8, receiver.PostalCode);
        _output.Attribute(" RegimenFiscalReceptor=\""u8, receiver.Regime);
        _output.Attribute(" UsoCFDI=\""u8, receiver.Use);
        _output.Xml.Add("/>"u8);
    }

    private void AddLines(IReadOnlyList<DocumentLine> lines)
    {
        _output.Xml.Add("<cfdi:Conceptos>"u8);
        for (int at = 0; at < lines.Count; at++)
        {
            AddLine(lines[at]);
        }

        _output.Xml.Add("</cfdi:Conceptos>"u8);
    }

    private void AddLine(DocumentLine line)
    {
        _output.Xml.Add("<cfdi:Concepto"u8);
        _output.Attribute(" ClaveProdServ=\""u8, line.ProductKey);
        _output.Attribute(" NoIdentificacion=\""u8, line.ItemNumber);
        _output.Attribute(" Cantidad=\""u8, line.Quantity);
        _output.Attribute(" ClaveUnidad=\""u8, line.UnitKey);
        _output.Attribute(" Unidad=\""u8, line.Unit);
        _output.Attribute(" Descripcion=\""u8, line.Description);
        _output.Attribute(" ValorUnitario=\""u8, line.UnitPrice);
        _output.Attribute(" Importe=\""u8, line.Amount);
        if (line.Discount is { } discount)
        {
            _output.Attribute(" Descuento=\""u8, discount);
        }

        _output.Attribute(" ObjetoImp=\""u8, line.TaxObject);
        if (line.Taxes.Count == 0)
        {
            _output.Xml.Add("/>"u8);
            return;
        }

        _output.Xml.Add("><cfdi:Impuestos><cfdi:Traslados>"u8);
        AddRows(line.Taxes, TaxRowNames.Document);
        _output.Xml.Add("</cfdi:Traslados></cfdi:Impuestos></cfdi:Concepto>"u8);
    }

    /// <summary>The total stands before its rows in the XML, and behind them in the chain.</summary>
    private void AddTaxes(DocumentTotals totals)
    {
        if (totals.Taxes.Count == 0)
        {
            return;
        }

        _output.Xml.Add("<cfdi:Impuestos"u8);
        if (totals.TotalTax is { } total)
        {
            _output.XmlOnly(" TotalImpuestosTrasladados=\""u8, total);
        }

        _output.Xml.Add("><cfdi:Traslados>"u8);
        AddRows(totals.Taxes, TaxRowNames.Document);
        _output.Xml.Add("</cfdi:Traslados></cfdi:Impuestos>"u8);
        if (totals.TotalTax is { } last)
        {
            _output.ChainOnly(last);
        }
    }

    private void AddRows(IReadOnlyList<VatAmount> rows, TaxRowNames names)
    {
        for (int at = 0; at < rows.Count; at++)
        {
            VatAmount row = rows[at];
            _output.Xml.Add(names.Element);
            _output.Attribute(names.Taxed, row.Base);
            _output.Attribute(names.Tax, SatKeys.Vat);
            if (row.Factor == VatFactor.Exempt)
            {
                _output.Attribute(names.Factor, "Exento"u8);
            }
            else
            {
                _output.Attribute(names.Factor, "Tasa"u8);
                _output.Attribute(names.Rate, row.Rate);
                _output.Attribute(names.Amount, row.Amount);
            }

            _output.Xml.Add("/>"u8);
        }
    }
}
