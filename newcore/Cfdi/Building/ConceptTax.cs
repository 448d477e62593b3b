using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>What tax a concept has for a use, as the utility's tax adviser signed it off.</summary>
/// <param name="Concept">Null for any.</param>
/// <param name="Use">Null for any.</param>
/// <param name="Object">c_ObjetoImp: 02 taxed, 01 not taxable.</param>
/// <param name="Factor">Where taxed: by a rate, or exempt.</param>
/// <param name="Rate">0.16 for 16 %; 0 where exempt or not taxable.</param>
/// <param name="To">The last day, inclusive.</param>
/// <param name="Evidence">The law, thesis or opinion that says so.</param>
public sealed record ConceptTax(
    int? Concept, string? Use, string Object, VatFactor Factor, decimal Rate, DateOnly From, DateOnly? To,
    string Evidence)
{
    internal int Rank => (Concept is null ? 0 : 2) + (Use is null ? 0 : 1);

    internal bool Covers(int concept, string use, DateOnly day) =>
        (Concept is null || Concept == concept) && (Use is null || Use == use) && From <= day && !(To < day);
}
