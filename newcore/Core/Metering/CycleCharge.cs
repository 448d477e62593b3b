using Strangler.Core.Identity;

namespace Strangler.Core.Metering;

/// <summary>What a contract's water of a cycle costs so far.</summary>
/// <param name="Amount">With tax: the bill's total.</param>
/// <param name="Quantity">Whole cubic metres, as they would be billed.</param>
/// <param name="Upto">The last day that is charged.</param>
/// <param name="Problem">Why there is no amount; null where there is one.</param>
public readonly record struct CycleCharge(
    Money Amount, Money Tax, int Quantity, DateOnly Upto, string? Problem);
