namespace Strangler.Core.Readings;

/// <param name="Dials">3 to 9 digits.</param>
/// <param name="SizeMm">Nominal diameter in millimetres.</param>
public readonly record struct Meter(
    int Id, byte Dials, short SizeMm, DateOnly Installed, DateOnly? Removed,
    MeasuringUnit Unit = MeasuringUnit.CubicMetres);
