namespace Strangler.Meters.Payloads;

/// <summary>What a count is given in.</summary>
internal enum WaterUnit
{
    Litres,
    CubicMetres,
    Gallons,
}
