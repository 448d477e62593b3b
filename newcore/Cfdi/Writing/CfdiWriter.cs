using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;

namespace Strangler.Cfdi.Writing;

/// <summary>
/// Writes a document's XML and its original chain in one pass, the attributes in the order of the schema, which is also
/// that of the chain but for one. Used again for document after document, by one thread at a time.
/// </summary>
public sealed partial class CfdiWriter
{
    private readonly TwinOutput _output = new();
    private int _seal;
    private int _sealLength;

    /// <summary>The original chain (cadena original) of what was written last, UTF-8; until the next.</summary>
    public ReadOnlySpan<byte> Chain => _output.Chain.Written;

    /// <param name="issuedAt">Local time at the place of issue, whole seconds.</param>
    public void Write(CfdiDocument document, DateTime issuedAt, CertificateText certificate)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(certificate);
        _output.Clear();
        _output.Chain.Add((byte)'|');
        AddRoot(document, issuedAt, certificate);
        AddRelated(document);
        AddParties(document.Issuer, document.Receiver);
        AddLines(document.Lines);
        AddTaxes(document.Totals);
        if (document.Payments is { } payments)
        {
            AddPayments(payments);
        }

        _output.Xml.Add("</cfdi:Comprobante>"u8);
        _output.Chain.Add("||"u8);
    }

    /// <summary>What was written, with its seal.</summary>
    /// <param name="seal">Base64 of the length that the certificate announced.</param>
    public byte[] Finish(ReadOnlySpan<byte> seal)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seal.Length, _sealLength);
        _output.Xml.Set(_seal, seal);
        return _output.Xml.Written.ToArray();
    }

    private static ReadOnlySpan<byte> TypeKey(CfdiType type) => type switch
    {
        CfdiType.Income => "I"u8,
        CfdiType.Credit => "E"u8,
        _ => "P"u8,
    };

    private void AddRoot(CfdiDocument document, DateTime issuedAt, CertificateText certificate)
    {
        AddNamespaces(document.Payments is not null);
        _output.Attribute(" Version=\""u8, "4.0"u8);
        _output.Attribute(" Serie=\""u8, document.Series);
        _output.Attribute(" Folio=\""u8, document.Folio);
        _output.Attribute(" Fecha=\""u8, issuedAt);
        AddSealGap(certificate.SealLength);
        _output.Attribute(" FormaPago=\""u8, document.PaymentForm);
        _output.Attribute(" NoCertificado=\""u8, certificate.Number);
        _output.Xml.Add(" Certificado=\""u8);
        _output.Xml.Add(certificate.Base64.Span);
        _output.Xml.Add((byte)'"');
        _output.Attribute(" CondicionesDePago=\""u8, document.Conditions);
        _output.Attribute(" SubTotal=\""u8, document.Totals.SubTotal);
        if (document.Totals.Discount is { } discount)
        {
            _output.Attribute(" Descuento=\""u8, discount);
        }

        _output.Attribute(" Moneda=\""u8, document.Payments is null ? SatKeys.Pesos : SatKeys.NoCurrency);
        _output.Attribute(" Total=\""u8, document.Totals.Total);
        _output.Attribute(" TipoDeComprobante=\""u8, TypeKey(document.Type));
        _output.Attribute(" Exportacion=\""u8, SatKeys.NoExport);
        if (document.Terms is { } terms)
        {
            _output.Attribute(" MetodoPago=\""u8, terms == PaymentTerms.AtOnce ? "PUE"u8 : "PPD"u8);
        }

        _output.Attribute(" LugarExpedicion=\""u8, document.PlaceOfIssue);
        _output.Xml.Add((byte)'>');
    }

    private void AddNamespaces(bool payments)
    {
        _output.Xml.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cfdi:Comprobante"u8);
        _output.Xml.Add(" xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\""u8);
        _output.Xml.Add(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""u8);
        if (payments)
        {
            _output.Xml.Add(" xmlns:pago20=\"http://www.sat.gob.mx/Pagos20\""u8);
        }

        _output.Xml.Add(" xsi:schemaLocation=\"http://www.sat.gob.mx/cfd/4"u8);
        _output.Xml.Add(" http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd"u8);
        if (payments)
        {
            _output.Xml.Add(" http://www.sat.gob.mx/Pagos20"u8);
            _output.Xml.Add(" http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos20.xsd"u8);
        }

        _output.Xml.Add((byte)'"');
    }

    private void AddSealGap(int length)
    {
        _output.Xml.Add(" Sello=\""u8);
        _sealLength = length;
        _seal = _output.Xml.Reserve(length);
        _output.Xml.Add((byte)'"');
    }

    private void AddRelated(CfdiDocument document)
    {
        if (document.Global is { } global)
        {
            _output.Xml.Add("<cfdi:InformacionGlobal"u8);
            _output.Attribute(" Periodicidad=\""u8, global.Frequency);
            _output.Attribute(" Meses=\""u8, global.Months);
            _output.Attribute(" Año=\""u8, global.Year);
            _output.Xml.Add("/>"u8);
        }

        foreach (Relation relation in document.Relations)
        {
            _output.Xml.Add("<cfdi:CfdiRelacionados"u8);
            _output.Attribute(" TipoRelacion=\""u8, relation.Kind);
            _output.Xml.Add((byte)'>');
            foreach (string uuid in relation.Uuids)
            {
                _output.Xml.Add("<cfdi:CfdiRelacionado"u8);
                _output.Attribute(" UUID=\""u8, uuid);
                _output.Xml.Add("/>"u8);
            }

            _output.Xml.Add("</cfdi:CfdiRelacionados>"u8);
        }
    }
}
