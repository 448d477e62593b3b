using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>Where a contract's invoices are collected, as a caller gave it.</summary>
internal sealed record BankAccount(
    string? Bank, string? Branch, string? CheckDigits, string? Number, string? Iban, string? HolderTaxId,
    string? HolderName, DateOnly Since)
{
    /// <summary>A name given in parts, surname first as legacy shows it; null where none was given.</summary>
    public static string? FullName(WireRecord body, string name, string surname, string secondSurname)
    {
        string surnames = string.Join(' ', new[] { body.Text(surname), body.Text(secondSurname) }.OfType<string>());
        string?[] parts = [surnames.Length == 0 ? null : surnames, body.Text(name)];
        return parts.OfType<string>().Any() ? string.Join(", ", parts.OfType<string>()) : null;
    }
}
