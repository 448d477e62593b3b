using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>A line of an invoice.</summary>
/// <param name="ChargeName">As the service area calls it; null where it is not known.</param>
/// <param name="Quantity">Cubic metres, units or nothing, as the charge's price takes it.</param>
/// <param name="TaxRate">0.16 is 16 %.</param>
public sealed record InvoiceLine(
    short ChargeType, string? ChargeName, int TariffKind, DateOnly TariffSince, decimal Quantity, Money Amount,
    decimal TaxRate);
