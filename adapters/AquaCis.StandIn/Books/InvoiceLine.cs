namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of linfactura.</summary>
internal sealed record InvoiceLine(
    short Concept, int TariffType, DateOnly TariffSince, short Subconcept, decimal Quantity, decimal Fixed,
        decimal PerUnit,
    decimal Amount, decimal TaxRate);
