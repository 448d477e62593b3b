namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>The path segments of the services answered here.</summary>
internal static class ServicePaths
{
    public const string Readings = "InterfazOficinaVirtualClientesWS";

    public const string Contracts = "InterfazGenericaContratacionWS";

    public const string Debt = "InterfazGenericaGestionDeudaWS";

    public const string Meters = "InterfazGenericaContadoresWS";

    public const string WorkOrders = "InterfazGenericaOrdenesServicioWS";
}
