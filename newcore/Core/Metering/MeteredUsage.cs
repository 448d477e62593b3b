using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Core.Metering;

/// <summary>What the meters of a contract counted on some days, as far as is known now.</summary>
/// <param name="Last">Included.</param>
/// <param name="Litres">
/// From the last count before <paramref name="First"/> (or the first one after it) to the last of
/// <paramref name="Last"/>; below zero only after a correction.
/// </param>
/// <param name="CountedAt">Of the last count; null where there is none.</param>
/// <param name="Slices">
/// By hour in cubic metres, only where it was asked for (<see cref="HourlyUsage"/>).
/// </param>
public sealed record MeteredUsage(
    ContractNumber Contract, DateOnly First, DateOnly Last, long Litres, DateTimeOffset? CountedAt,
    IReadOnlyList<UsageSlice> Slices);
