namespace Strangler.Core.Readings;

/// <summary>What one step of the last dial is.</summary>
public enum MeasuringUnit : byte
{
    CubicMetres,
    Litres,
    Gallons,
    KilowattHours,
}
