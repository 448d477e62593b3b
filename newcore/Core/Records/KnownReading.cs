namespace Strangler.Core.Records;

/// <summary>A reading as legacy took it.</summary>
/// <param name="Kind"><c>L</c> regular, <c>E</c> estimated, <c>F</c> final, <c>I</c> initial.</param>
/// <param name="Origin"><c>MA</c> manual, <c>TE</c> telemetry, <c>ES</c> estimated.</param>
/// <param name="Remark">A reader's code, or null.</param>
/// <param name="Dials">What the dials show.</param>
/// <param name="Consumption">Legacy's own difference to the one before, cubic metres.</param>
/// <param name="Year">Of the billing period; null, as is the period, of an opening reading.</param>
public sealed record KnownReading(
    DateTimeOffset At, char Kind, string Origin, string? Remark, int Meter, int Dials, int Consumption, short? Year,
    short? Period);
