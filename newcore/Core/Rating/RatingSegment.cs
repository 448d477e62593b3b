using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>
/// A part of a period under one plan, meter size and number of units. It holds the shares from ShareFrom to ShareTo of
/// ShareOf; the segments of a bill follow on each other from 0 to all.
/// </summary>
/// <param name="To">The last day, inclusive.</param>
/// <param name="BySharing">Split by percentages of use, not by days: what happens once is in the first.</param>
public sealed record RatingSegment(
    CompiledPlan Plan, DateOnly From, DateOnly To, int Units, int MeterSize, long ShareFrom, long ShareTo, long ShareOf,
    bool BySharing = false);
