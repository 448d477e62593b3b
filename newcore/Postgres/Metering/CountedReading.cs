using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>A reading to be kept.</summary>
/// <param name="Rated">Else it is questioned: kept, but no part of what is charged.</param>
internal readonly record struct CountedReading(int Device, MeterSample Sample, bool Rated);
