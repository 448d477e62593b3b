using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;

namespace Strangler.Cfdi.Stamping;

/// <summary>Believes a stamp only after looking: seal, UUID, SAT's signature, and the document unchanged.</summary>
public sealed class StampVerifier(PacCertificates certificates)
{
    /// <param name="sealedXml">What was sent.</param>
    /// <param name="returnedXml">What came back.</param>
    public StampVerdict Verify(byte[] sealedXml, byte[] returnedXml)
    {
        DocumentContent sent = DocumentContent.Read(sealedXml);
        DocumentContent returned;
        try
        {
            returned = DocumentContent.Read(returnedXml);
        }
        catch (XmlException failure)
        {
            return new StampVerdict.Doubtful(StampFindings.Unreadable, $"Line {failure.LineNumber} is no XML.");
        }

        if (returned.Stamps.Count != 1)
        {
            return returned.Stamps.Count == 0
                ? new StampVerdict.Doubtful(StampFindings.NoStamp, "There is no stamp in the document.")
                : new StampVerdict.Doubtful(StampFindings.SeveralStamps, $"There are {returned.Stamps.Count} stamps.");
        }

        FiscalStamp stamp = returned.Stamps[0];
        return Compare(sent, returned) ?? Check(stamp, sent) ?? CheckSignature(stamp)
            ?? new StampVerdict.Genuine(stamp, Guid.ParseExact(stamp.UuidText, "D"));
    }

    private static StampVerdict? Compare(DocumentContent sent, DocumentContent returned) =>
        sent.FirstDifference(returned) is { } place
            ? new StampVerdict.Doubtful(StampFindings.ChangedDocument, $"The document differs at {place}.")
            : null;

    private static StampVerdict? Check(FiscalStamp stamp, DocumentContent sent)
    {
        if (stamp.Version != "1.1")
        {
            return new StampVerdict.Doubtful(StampFindings.WrongVersion, "The stamp is not of version 1.1.");
        }

        if (!Guid.TryParseExact(stamp.UuidText, "D", out Guid uuid) || uuid == Guid.Empty)
        {
            return new StampVerdict.Doubtful(StampFindings.WrongUuid, "The UUID has not the form of one.");
        }

        return stamp.DocumentSeal == sent.Seal
            ? null
            : new StampVerdict.Doubtful(StampFindings.OtherSeal, "The stamp is for another seal.");
    }

    private StampVerdict? CheckSignature(FiscalStamp stamp)
    {
        if (certificates.Find(stamp.CertificateNumber) is not { } certificate)
        {
            return new StampVerdict.Doubtful(
                StampFindings.UnknownCertificate, $"SAT's certificate {stamp.CertificateNumber} is not known here.");
        }

        using RSA? key = certificate.GetRSAPublicKey();
        return key is not null && Base64.IsValid(stamp.Seal)
            && key.VerifyData(
                Encoding.UTF8.GetBytes(stamp.OriginalString), Convert.FromBase64String(stamp.Seal),
                HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? null
            : new StampVerdict.Doubtful(StampFindings.WrongSeal, "SAT's signature does not belong to the stamp.");
    }
}
