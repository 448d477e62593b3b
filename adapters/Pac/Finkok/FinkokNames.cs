namespace Strangler.Pac.Finkok;

/// <summary>Finkok's namespaces and paths.</summary>
internal static class FinkokNames
{
    public const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Stamp = "http://facturacion.finkok.com/stamp";
    public const string Cancel = "http://facturacion.finkok.com/cancel";
    public const string Views = "apps.services.soap.core.views";

    /// <summary>The address of the description is that of the service.</summary>
    public const string StampPath = "servicios/soap/stamp.wsdl";

    public const string CancelPath = "servicios/soap/cancel.wsdl";
}
