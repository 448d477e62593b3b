using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native;

namespace Strangler.Gateway.Routing;

/// <summary>Says who answers a request. What cannot be read, or names no group that is known, legacy answers.</summary>
internal sealed class RequestPlanner(RouteFeed routes, DebtBooks books)
{
    /// <summary>Taken once for each request.</summary>
    public RouteTable Routes => routes.Current;

    /// <param name="prefix">The request as far as it was read: all of it, or it is too long to have a plan.</param>
    public async ValueTask<PlannedRequest> PlanAsync(
        RouteTable table, ServiceContract service, Operation operation, RequestPrefix prefix, string? contentType,
        CancellationToken cancellation)
    {
        DebtBook book = books.Current;
        if (!prefix.IsWhole)
        {
            return PlannedRequest.ToLegacy(table.Version, book);
        }

        try
        {
            SoapRequest request = await SoapRequestReader.ReadAsync(prefix.Bytes, contentType, service, cancellation);
            return new PlannedRequest(
                table.For(operation, GroupFinder.Find(operation, request.Body, book)), request, book);
        }
        catch (SoapReadException)
        {
            return PlannedRequest.ToLegacy(table.Version, book);
        }
    }
}
