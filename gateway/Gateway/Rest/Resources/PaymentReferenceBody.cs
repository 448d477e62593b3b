namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/payment-references.</summary>
/// <param name="Invoices">Numbers; null or none for all that is owed.</param>
internal sealed record PaymentReferenceBody(int? Contract = null, IReadOnlyList<string>? Invoices = null);
