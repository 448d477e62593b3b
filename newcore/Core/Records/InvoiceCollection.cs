namespace Strangler.Core.Records;

/// <summary>The payment that settled an invoice.</summary>
/// <param name="Channel">O store, B bank, S SPEI, C card, T office.</param>
public sealed record InvoiceCollection(char Channel, DateOnly Paid);
