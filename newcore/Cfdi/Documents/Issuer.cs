namespace Strangler.Cfdi.Documents;

/// <summary>Who issues.</summary>
/// <param name="Name">As the tax authority has it, without the kind of company; to 300 characters.</param>
/// <param name="Regime">c_RegimenFiscal.</param>
/// <param name="PostalCode">Of the place of issue.</param>
public sealed record Issuer(string Rfc, string Name, string Regime, string PostalCode);
