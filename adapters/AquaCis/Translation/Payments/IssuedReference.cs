namespace Strangler.AquaCis.Translation.Payments;

/// <summary>What a customer shows at a till.</summary>
/// <param name="BarCode">Digits under the bar code; it holds amount and last day.</param>
public sealed record IssuedReference(string Reference, string BarCode);
