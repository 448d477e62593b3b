using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Npgsql;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.Translation;
using Strangler.Tests.Integration.Strangling;
using Strangler.Tests.Integration.Invoices;

namespace Strangler.Tests.Integration.Cfdi;

/// <summary>Where an invoice has a stamped document, the invoice operations give that.</summary>
public sealed class PrintServingTests(InvoiceStage stage) : IClassFixture<InvoiceStage>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stamped_document_is_given_to_the_byte_and_printed()
    {
        Invoice invoice = InvoiceAt(0);
        (string uuid, byte[] xml) = await StampAsync(invoice);
        string number = $"<numFactura>{invoice.Number}</numFactura>";
        Assert.Equal(xml, await BytesAsync("getFacturaE", number, "xml"));
        foreach ((string operation, string fields) in new[]
        {
            ("getPdfFactura", number), ("getPdfDocumentoFactura", $"<documentoFactura>{invoice.Id}</documentoFactura>"),
            ("getValidacionVerFactura", $"<idDocumentoFactura>{invoice.Id}</idDocumentoFactura>"),
        })
        {
            string pdf = Encoding.Latin1.GetString(await BytesAsync(operation, fields, "pdf"));
            Assert.Contains(uuid, pdf, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"Contrato {invoice.Contract}", pdf, StringComparison.Ordinal);
            Assert.Contains("Historial de consumo", pdf, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_contracts_document_is_not_given()
    {
        Invoice invoice = InvoiceAt(1);
        await StampAsync(invoice);
        string reply = await stage.NativeAsync(
            InvoiceStage.Contracts, "getFacturaE",
            $"<numFactura>{invoice.Number}</numFactura><numContrato>{invoice.Contract + 1}</numContrato>");
        Assert.Contains("<codigoError>-502</codigoError>", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_document_is_given_to_nobody()
    {
        Invoice invoice = InvoiceAt(2);
        await StampAsync(invoice, " ");
        foreach (string operation in (string[])["getFacturaE", "getPdfFactura"])
        {
            NativeOutcome outcome = await stage.OutcomeAsync(
                InvoiceStage.Contracts, operation, $"<numFactura>{invoice.Number}</numFactura>", stage.Book);
            Assert.Equal(new NativeOutcome.Unanswered("withheld"), outcome);
        }
    }

    private Invoice InvoiceAt(int contract) =>
        stage.Books.InvoicesOf(stage.Books.FindContract(SampleCustomer.All[contract].Contract)!)[0];

    private async Task<byte[]> BytesAsync(string operation, string fields, string element)
    {
        string reply = await stage.NativeAsync(InvoiceStage.Contracts, operation, fields);
        return Convert.FromBase64String(XDocument.Parse(reply).Descendants(element).Single().Value);
    }

    /// <param name="changed">Stands after the bytes that were hashed.</param>
    private async Task<(string Uuid, byte[] Xml)> StampAsync(Invoice invoice, string changed = "")
    {
        Guid uuid = Guid.NewGuid();
        byte[] xml = Encoding.UTF8.GetBytes(
            $"""
            <cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" TipoDeComprobante="I" Total="1.00"
              SubTotal="1.00" Folio="{invoice.Number}" Sello="AAAAAAAA"><cfdi:Emisor Rfc="EKU9003173C9" Nombre="AGUA"/>
            <cfdi:Receptor Rfc="XAXX010101000" Nombre="PEÑA"/><cfdi:Conceptos/><cfdi:Complemento>
            <tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" UUID="{uuid}"/>
            </cfdi:Complemento></cfdi:Comprobante>
            """);
        await using NpgsqlCommand insert = stage.Database.Database.Command(
            """
            INSERT INTO cfdi_document (
                source_kind, source_key, version, type, issuer, receiver, total, certificate, issued_at, stamp_before,
                sealed_xml, sealed_sha256, state, uuid, stamped_xml, stamped_sha256, stamped_at, retain_until)
            VALUES ('invoice', $1, 1, 'I', 'EKU9003173C9', 'XAXX010101000', 1, '1', now(), now(), $2, $3, 'stamped', $4,
                $5, $3, now(), current_date)
            """);
        foreach (object value in new object[]
        {
            invoice.Number, xml, SHA256.HashData(xml), uuid, (byte[])[.. xml, .. Encoding.UTF8.GetBytes(changed)],
        })
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await insert.ExecuteNonQueryAsync(Cancellation);
        return (uuid.ToString(), xml);
    }
}
