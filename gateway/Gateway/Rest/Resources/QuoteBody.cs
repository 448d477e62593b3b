namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/quotes: a bill for one month.</summary>
/// <param name="Plan">A tariff plan's code.</param>
/// <param name="Day">Any day of the month; null for today.</param>
/// <param name="Days">In service; null for the whole month.</param>
/// <param name="MeterSize">Nominal diameter in millimetres; null for 13, 0 where there is no meter.</param>
/// <param name="Services">Of sewerage and treatment, those that the contract has.</param>
/// <param name="Programmes">Social programmes in force.</param>
/// <param name="Overdue">Pesos.</param>
internal sealed record QuoteBody(
    string? Plan = null, DateOnly? Day = null, int? Days = null, decimal? CubicMetres = null, int? Units = null,
    int? MeterSize = null, IReadOnlyList<string>? Services = null, IReadOnlyList<string>? Programmes = null,
    string? Zone = null, decimal? Overdue = null);
