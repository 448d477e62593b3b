namespace Strangler.Core.Tariffs;

/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; midnight is the end of the day.</param>
public sealed record PriceBand(string Name, TimeOnly From, TimeOnly To, decimal UnitPrice);
