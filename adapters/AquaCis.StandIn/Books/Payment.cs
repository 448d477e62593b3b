namespace Strangler.AquaCis.StandIn.Books;

/// <summary>A row of opedesglos, or a payment taken since the stand-in started.</summary>
/// <param name="Channel">O store, B bank, S SPEI, C card, T office.</param>
internal sealed record Payment(
    int Id, char Channel, short Form, decimal Amount, DateOnly Paid, string Reference, int Invoice);
