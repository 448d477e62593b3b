namespace Strangler.Cfdi.Printing;

/// <summary>A reading of the period.</summary>
/// <param name="Kind">In the customer's words.</param>
/// <param name="CubicMetres">Since the one before on the same meter.</param>
public sealed record PrintedReading(string Meter, DateOnly Day, string Kind, long Dials, long CubicMetres);
