namespace Strangler.Cfdi.Documents;

/// <summary>Who receives.</summary>
/// <param name="Name">As the tax authority has it, without the kind of company; to 300 characters.</param>
/// <param name="PostalCode">Of the tax address; of a generic taxpayer that of the place of issue.</param>
/// <param name="Regime">c_RegimenFiscal.</param>
/// <param name="Use">c_UsoCFDI.</param>
public sealed record Receiver(string Rfc, string Name, string PostalCode, string Regime, string Use);
