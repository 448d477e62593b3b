namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Where a contract's invoices are collected, as a caller gave it.</summary>
internal sealed record BankAccount(
    string? Bank, string? Branch, string? CheckDigits, string? Number, string? Iban, string? HolderTaxId, string? HolderName,
    DateOnly Since);
