namespace Strangler.Payments.Codi;

/// <summary>How results of CoDi are understood.</summary>
/// <param name="BankKeys">Banco de México's certificates or public keys.</param>
/// <param name="BankCertificate">The number of its certificate that messages must bear; null: not looked at.</param>
/// <param name="OurCertificate">The number of ours.</param>
/// <param name="PaidResults">
/// Codes of Banco de México's annex D that mean settled. There is no default: the annex is given to participants only.
/// </param>
internal sealed record CodiOptions(
    IReadOnlyList<string> BankKeys, string? BankCertificate, string? OurCertificate, IReadOnlySet<long> PaidResults);
