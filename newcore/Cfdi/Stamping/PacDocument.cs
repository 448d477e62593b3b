namespace Strangler.Cfdi.Stamping;

/// <summary>A sealed document on its way to a PAC.</summary>
/// <param name="Id">
/// Names what it documents, not its bytes, in at most 100 characters: a PAC that knows it refuses other bytes of the
/// same name.
/// </param>
/// <param name="Xml">Exactly what was sealed: other bytes would be another document, and a second stamp.</param>
public sealed record PacDocument(string Id, byte[] Xml);
