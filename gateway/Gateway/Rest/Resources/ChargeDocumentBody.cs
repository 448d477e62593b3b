namespace Strangler.Gateway.Rest.Resources;

/// <summary>A document to be paid for.</summary>
/// <param name="Document">Cycle, type and ordinal, as <c>2026-02/1.0</c>; null: what the contract owes.</param>
internal sealed record ChargeDocumentBody(int? Contract = null, string? Document = null, decimal? Amount = null);
