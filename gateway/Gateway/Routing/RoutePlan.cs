using Strangler.Core.Identity;

namespace Strangler.Gateway.Routing;

/// <summary>What the route table says of one request.</summary>
/// <param name="Version">Of the route table it was planned under: explains the answer afterwards.</param>
/// <param name="Group">Null where the request names none, or several.</param>
internal readonly record struct RoutePlan(RouteMode Mode, long Version, BillingGroup? Group);
