namespace Strangler.Cfdi.Documents;

/// <summary>A payment in pesos (Pago).</summary>
/// <param name="PaidAt">Local time; noon where only the day is known.</param>
/// <param name="Form">c_FormaPago, never 99.</param>
/// <param name="Amount">Two decimals; the documents' parts together are not above it.</param>
/// <param name="Operation">The bank's number; to 100 characters.</param>
/// <param name="Taxes">The documents' taxes added up by rate; rounded, six decimals.</param>
public sealed record DocumentPayment(
    DateTime PaidAt, string Form, decimal Amount, string? Operation, IReadOnlyList<PaidDocument> Documents,
    IReadOnlyList<VatAmount> Taxes)
{
    /// <summary>Bank and account that paid; null where not known or not asked for by the form.</summary>
    public BankAccount? From { get; init; }

    /// <summary>Bank and account that were paid.</summary>
    public BankAccount? To { get; init; }
}
