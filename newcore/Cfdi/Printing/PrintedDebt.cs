using Strangler.Core.Identity;

namespace Strangler.Cfdi.Printing;

/// <summary>What is to be paid until when, and against what.</summary>
/// <param name="Reference">The contract's.</param>
/// <param name="BarCode">Reference, amount and last day in digits, as tills read them.</param>
public sealed record PrintedDebt(Money Owed, DateOnly Due, string Reference, string BarCode);
