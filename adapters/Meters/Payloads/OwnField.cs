namespace Strangler.Meters.Payloads;

/// <summary>A field of our own JSON.</summary>
internal enum OwnField
{
    Unknown,
    At,
    Litres,
    CubicMetres,
    Gallons,
    Sequence,
    Flags,
    Device,
}
