using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;

namespace Strangler.Gateway.Routing;

/// <summary>A request with its plan.</summary>
/// <param name="Request">Null only where legacy answers, for it could not be read.</param>
/// <param name="Book">What was imported when it was planned; its answer comes from the same.</param>
internal sealed record PlannedRequest(RoutePlan Plan, SoapRequest? Request, DebtBook Book)
{
    public static PlannedRequest ToLegacy(long version, DebtBook book) =>
        new(new RoutePlan(RouteMode.Legacy, version, Group: null), Request: null, book);
}
