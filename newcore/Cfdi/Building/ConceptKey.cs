namespace Strangler.Cfdi.Building;

/// <summary>How a concept of the utility is called in fiscal documents.</summary>
/// <param name="Concept">The utility's number; null for any other.</param>
/// <param name="Name">What the line says; null: the charge's own name.</param>
/// <param name="Product">c_ClaveProdServ.</param>
/// <param name="Unit">c_ClaveUnidad; MTQ takes the cubic metres as quantity, any other is one unit.</param>
public sealed record ConceptKey(int? Concept, string? Name, string Product, string Unit);
