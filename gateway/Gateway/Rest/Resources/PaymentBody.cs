namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/payments.</summary>
/// <param name="Amount">Pesos, with at most two decimals.</param>
internal sealed record PaymentBody(
    string? Reference = null, decimal? Amount = null, DateOnly? PaidOn = null, string? Store = null,
    string? Cashier = null, string? Terminal = null, string? Ticket = null);
