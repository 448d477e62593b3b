namespace Strangler.Core.Prepaid;

/// <summary>What a household gets though its credit is used up.</summary>
/// <param name="LitresPerDay">Of a dwelling.</param>
/// <param name="LegalSource">The rule that asks for it, as it is cited to customers.</param>
public sealed record HumanitarianMinimum(int LitresPerDay, string LegalSource);
