namespace Strangler.Core.Records;

/// <summary>A reading that an invoice was worked out from.</summary>
/// <param name="Kind">L regular, E estimated, F final of a removed meter, I initial of a new one.</param>
/// <param name="Consumption">Cubic metres since the one before on the same meter.</param>
public sealed record InvoiceReading(
    string MeterSerial, DateTimeOffset ReadAt, char Kind, long Dials, long Consumption);
