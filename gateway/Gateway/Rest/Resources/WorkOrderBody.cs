namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/work-orders.</summary>
/// <param name="Type">What is to be done, as AquaCIS numbers it.</param>
/// <param name="Reason">Why, as AquaCIS numbers it.</param>
internal sealed record WorkOrderBody(int? Contract = null, short? Type = null, short? Reason = null);
