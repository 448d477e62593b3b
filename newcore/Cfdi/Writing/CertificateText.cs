namespace Strangler.Cfdi.Writing;

/// <summary>What a document says of the certificate that seals it.</summary>
/// <param name="Number">20 digits.</param>
/// <param name="Base64">The certificate itself, DER in base64, as bytes.</param>
/// <param name="SealLength">Bytes of the seal in base64: 344 for a key of 2,048 bits.</param>
public sealed record CertificateText(string Number, ReadOnlyMemory<byte> Base64, int SealLength);
