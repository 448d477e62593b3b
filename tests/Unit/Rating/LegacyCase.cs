using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>What one bill of an extract is worked out from.</summary>
internal sealed record LegacyCase(
    CompiledPlan Plan, RatingFacts Facts, Meter[] Meters, MeterReading[] Readings, DateOnly First, DateOnly Last);
