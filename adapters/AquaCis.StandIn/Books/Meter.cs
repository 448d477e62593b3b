namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of contador.</summary>
internal sealed record Meter(
    int Id, string SerialNumber, short CalibreMm, byte Dials, DateOnly Installed, DateOnly? Removed, bool Telemetered,
    int ServicePoint);
