namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/payments/charges, and without kind and payer that of a link.</summary>
/// <param name="Documents">In place of contract and amount.</param>
/// <param name="Amount">Pesos, with at most two decimals.</param>
/// <param name="Kind">store, transfer, codi or card.</param>
internal sealed record ChargeBody(
    int? Contract = null, IReadOnlyList<ChargeDocumentBody>? Documents = null, decimal? Amount = null,
    string? Kind = null, DateTimeOffset? Expires = null, PayerBody? Payer = null);
