namespace Strangler.Core.Readings;

/// <summary>What a meter's dials showed.</summary>
/// <param name="Dials">Wraps at ten to the number of the meter's dials.</param>
/// <param name="Consumption">What the source worked out itself; never trusted, only compared.</param>
/// <param name="Revision">Of readings of one instant the highest holds: a correction counts up.</param>
public readonly record struct MeterReading(
    int Meter, DateTimeOffset ReadAt, ReadingKind Kind, ReadingOrigin Origin, long Dials, long? Consumption = null,
    MeasuringUnit Unit = MeasuringUnit.CubicMetres, ReadingStatus Status = ReadingStatus.Normal, short Revision = 0);
