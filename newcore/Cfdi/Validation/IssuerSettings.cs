namespace Strangler.Cfdi.Validation;

/// <summary>Who issues here: a document of anyone else is refused.</summary>
public sealed record IssuerSettings(string Rfc, string Regime, string PostalCode);
