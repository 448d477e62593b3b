namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of contrato: who is served where, and what is billed.</summary>
/// <param name="ServiceArea">explotacion, 1 to 13.</param>
/// <param name="Zone">With the service area it is the billing group.</param>
/// <param name="State">cnttestado: 1 active.</param>
/// <param name="Use">cnttusocod: 1 domestic, 0 other.</param>
/// <param name="Units">Dwellings or premises served.</param>
/// <param name="TariffType">tipotarifa of its water concept.</param>
internal sealed record Contract(
    int Number, short ServiceArea, string Zone, int ServicePoint, int Client, short State, short Use,
    bool CollectionBlocked, int Units, bool Sewerage, bool Treatment, DateOnly Since, DateOnly? Until, int TariffType);
