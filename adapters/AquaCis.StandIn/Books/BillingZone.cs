namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of zona; with its service area it is a billing group.</summary>
internal sealed record BillingZone(short ServiceArea, string Id, short Periodicity, string Description);
