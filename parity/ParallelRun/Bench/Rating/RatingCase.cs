using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>One contract of the bench: what its bill is worked out from.</summary>
internal sealed record RatingCase(CompiledPlan Plan, RatingFacts Facts, Meter[] Meters, MeterReading[] Readings);
