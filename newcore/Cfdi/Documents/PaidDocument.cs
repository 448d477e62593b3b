namespace Strangler.Cfdi.Documents;

/// <summary>What a payment pays of one document (DoctoRelacionado), both in pesos.</summary>
/// <param name="Uuid">Of the stamped document.</param>
/// <param name="Instalment">1 for its first payment.</param>
/// <param name="Before">Owed before, above zero.</param>
/// <param name="Paid">Above zero, not above what was owed.</param>
/// <param name="Left">Owed after.</param>
/// <param name="TaxObject">02 where the document has taxes; else 01.</param>
/// <param name="Taxes">Its taxes' part, six decimals.</param>
public sealed record PaidDocument(
    string Uuid, string? Series, string? Folio, int Instalment, decimal Before, decimal Paid, decimal Left,
    string TaxObject, IReadOnlyList<VatAmount> Taxes);
