using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using Strangler.Cfdi.Cancelling;

namespace Strangler.Cfdi.Sealing;

/// <summary>What a seal certificate signs besides documents.</summary>
public static class CsdSignatures
{
    /// <summary>A request for cancellation, for the certificate's own taxpayer.</summary>
    /// <param name="at">In the zone of the place of issue.</param>
    public static SignedCancellation SignCancellation(this Csd csd, CancellationOrder order, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(csd);
        byte[] der = new byte[Base64.GetMaxDecodedFromUtf8Length(csd.Text.Base64.Length)];
        Base64.DecodeFromUtf8(csd.Text.Base64.Span, der, out _, out int written);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der.AsSpan(0, written));
        return CancellationSigner.Sign(order, at, csd.Key, certificate);
    }
}
