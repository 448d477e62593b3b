namespace Strangler.Core.Debts;

/// <summary>A period of billing.</summary>
/// <param name="Period">1 to 12 of <paramref name="Year"/>.</param>
public readonly record struct BillingCycle(short Year, byte Period);
