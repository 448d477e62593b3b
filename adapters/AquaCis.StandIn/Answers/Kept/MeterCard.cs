using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>A meter with what callers have changed on it.</summary>
/// <param name="Meter">As the extract has it.</param>
internal sealed record MeterCard(
    Meter Meter, string SerialNumber, string? Make, string? Model, short CalibreMm, short? MadeIn)
{
    /// <summary>1 active, as recorded; 2 for a meter that has been removed is ours.</summary>
    public short State => Meter.Removed is null ? (short)1 : (short)2;

    public string StateName => Meter.Removed is null ? "ACTIVO" : "RETIRADO";
}
