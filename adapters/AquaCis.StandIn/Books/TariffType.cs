namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of tipotarifa.</summary>
internal sealed record TariffType(int Id, string Description, bool Domestic);
