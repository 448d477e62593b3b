using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>What a payment pays of one stamped invoice.</summary>
/// <param name="Total">Of the document.</param>
/// <param name="PaidBefore">By earlier payments.</param>
/// <param name="Owed">Before this payment: the total less payments and credit notes.</param>
/// <param name="Paid">Of this payment; not above what was owed.</param>
/// <param name="Instalment">1 for the first payment.</param>
/// <param name="Taxes">The document's, as <see cref="InvoiceTaxes"/> gives them.</param>
public sealed record PaidInvoice(
    string Uuid, string? Series, string? Folio, Money Total, Money PaidBefore, Money Owed, Money Paid, int Instalment,
    IReadOnlyList<VatAmount> Taxes);
