namespace Strangler.Core.Debts;

<<<<<<< HEAD
/// <summary>One period of billing.</summary>
=======
/// <summary>A period of billing.</summary>
>>>>>>> db
/// <param name="Period">1 to 12 of <paramref name="Year"/>.</param>
public readonly record struct BillingCycle(short Year, byte Period);
