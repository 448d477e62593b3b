namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>An invoice that leaves a global document and has not left it.</summary>
/// <param name="Global">The global document's number.</param>
/// <param name="State">Of the credit note where there is one, else of the global document.</param>
public sealed record LeavingReceipt(string Invoice, string Global, bool ByCredit, string State);
