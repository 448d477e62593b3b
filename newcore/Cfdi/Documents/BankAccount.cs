namespace Strangler.Cfdi.Documents;

/// <summary>An account at one end of a payment.</summary>
/// <param name="BankRfc">Taxpayer number of the bank.</param>
/// <param name="Number">10 to 50 capitals, digits, low lines; null where only the bank is known.</param>
public sealed record BankAccount(string BankRfc, string? Number);
