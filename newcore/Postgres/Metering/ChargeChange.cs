using Strangler.Core.Identity;

namespace Strangler.Postgres.Metering;

/// <summary>By how much the charge of a cycle changed.</summary>
/// <param name="Cycle">Year x 100 + period.</param>
/// <param name="Quantity">Cubic metres.</param>
/// <param name="Amount">With tax.</param>
public sealed record ChargeChange(int Cycle, int Quantity, Money Amount);
