namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>Who answers what is asked about invoices.</summary>
internal static class InvoiceOperations
{
    private const string Contracts = "InterfazGenericaContratacionWS";
    private const string Office = "InterfazOficinaVirtualClientesWS";

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Contracts, "getFacturas", InvoiceLists.SearchAsync),
        new(Contracts, "getFacturasContrato", call => InvoiceLists.OfContractAsync(
            call, "getFacturasContratoReturn", "FacturaDTO", InvoiceShapes.Write)),
        new(Contracts, "getFacturasContratoReferencia", call => InvoiceLists.OfContractAsync(
            call, "getFacturasContratoReferenciaReturn", "FacturaReferenciaDTO", InvoiceShapes.WriteWithReference)),
        new(Contracts, "countFacturasContrato", InvoiceLists.CountAsync),
        new(Contracts, "getFacturasPorCondiciones", InvoiceLists.ByConditionsAsync),
        new(Contracts, "recuperaFacturasByIds", InvoiceLists.ByIdsAsync),
        new(Contracts, "getContratosByNumFactNumContrato", InvoiceAsides.ContractByInvoiceAsync),
        new(Contracts, "consultaLiquidacionTramite", InvoiceAsides.SettlementAsync),
        new(Contracts, "getPdfFactura", InvoiceDocuments.PdfByNumberAsync),
        new(Contracts, "getPdfDocumentoFactura", call => InvoiceDocuments.PdfByIdAsync(
            call, "getPdfDocumentoFacturaReturn", "documentoFactura")),
        new(Contracts, "getValidacionVerFactura", call => InvoiceDocuments.PdfByIdAsync(
            call, "getValidacionVerFacturaReturn", "idDocumentoFactura")),
        new(Contracts, "getFacturaE", InvoiceDocuments.XmlByNumberAsync),
        new(Contracts, "solicitudFacturaEnQuejaActiva", InvoiceRequests.ComplainAsync),
        new(Contracts, "solicitudFacturasMasiva", InvoiceRequests.PrintAsync),
        new(Office, "getFacturas", OfficeInvoices.ListAsync),
        new(Office, "getFactura", OfficeInvoices.OneAsync),
    ];
}
