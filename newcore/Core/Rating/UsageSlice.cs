namespace Strangler.Core.Rating;

/// <param name="Category">Null where only the hour counts.</param>
public sealed record UsageSlice(DateTimeOffset At, decimal Quantity, string? Category = null);
