using Strangler.AquaCis.Contracts;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Strangler.Gateway.Backends;

/// <summary>Asks a node of AquaCIS for a WSDL: the one question that changes nothing and needs no data.</summary>
internal sealed class LegacyProbe : IProbingRequestFactory
{
    private static readonly string Path =
        ContractCatalog.ServicesPath + ContractCatalog.AquaCis.Services[0].Name + "?wsdl";

    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination) =>
        new(HttpMethod.Get, new Uri(destination.Config.Address.TrimEnd('/') + Path));
}
