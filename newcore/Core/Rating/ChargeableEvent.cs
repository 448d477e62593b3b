namespace Strangler.Core.Rating;

/// <param name="Id">An event is billed once, whatever how often it arrives.</param>
public sealed record ChargeableEvent(string Id, string Code, DateOnly On, decimal Quantity = 1);
