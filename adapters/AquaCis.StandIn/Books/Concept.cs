namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of concepto.</summary>
internal sealed record Concept(short ServiceArea, short Id, short Order, bool Taxed, string Description);
