namespace Strangler.Core.Debts;

/// <summary>One period of billing.</summary>
/// <param name="Period">1 to 12 of <paramref name="Year"/>.</param>
public readonly record struct BillingCycle(short Year, byte Period);
