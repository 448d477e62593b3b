namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of aplictarif: a tariff's version in force.</summary>
/// <param name="Gazette">Id of its publication.</param>
internal sealed record TariffVersion(
    short ServiceArea, short Concept, int TariffType, DateOnly Since, DateOnly? Until, int Gazette);
