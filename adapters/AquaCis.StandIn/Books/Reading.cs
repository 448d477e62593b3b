namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of poldetsum.</summary>
/// <param name="At">Local wall time, as kept by legacy.</param>
/// <param name="Origin">MA manual, TE telemetry, ES estimated.</param>
/// <param name="Kind">L regular, E estimated, F final, I initial.</param>
/// <param name="Remark">Observation code, or empty.</param>
/// <param name="Dial">What the dials show.</param>
/// <param name="Consumption">Legacy's own difference, cubic metres.</param>
/// <param name="Year">Null for an opening reading, which belongs to no period.</param>
internal sealed record Reading(
    DateTimeOffset At, string Origin, char Kind, string Remark, long Dial, int Consumption, int MeterId, short? Year,
    byte? Period);
