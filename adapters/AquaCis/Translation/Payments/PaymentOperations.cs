namespace Strangler.AquaCis.Translation.Payments;

/// <summary>The operations about money and what it is paid against.</summary>
internal static class PaymentOperations
{
    private const string Service = "InterfazGenericaGestionDeudaWS";

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Service, "cobrarReferencia", PaymentRequests.CollectAsync),
        new(Service, "cobrarReferenciaFrmPago", PaymentRequests.CollectAsync),
        new(Service, "avisarPago", PaymentRequests.NotifyAsync),
        new(Service, "cancelarReferencia", PaymentRequests.CancelAsync),
        new(Service, "getDocumentoPago", PaymentSlips.PageAsync),
        new(Service, "getDocumentoPagoXML", PaymentSlips.XmlAsync),
    ];
}
