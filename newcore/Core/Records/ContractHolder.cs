namespace Strangler.Core.Records;

/// <summary>In whose name a contract stands.</summary>
/// <param name="Kind"><c>F</c> a person, <c>J</c> a company.</param>
/// <param name="CfdiUse">For what the receiver uses fiscal invoices, a code of the tax authority's catalogue.</param>
/// <param name="TaxRegime">A code of the tax authority's catalogue.</param>
public sealed record ContractHolder(
    int Customer, string Kind, string Name, string Surname, string TaxId, bool Pensioner, string CfdiUse,
    string TaxRegime, string PostalCode);
