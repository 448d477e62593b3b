using System.Security.Cryptography;
using System.Text;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Writing;

namespace Strangler.Cfdi.Sealing;

/// <summary>Seals documents, one after another. One thread at a time, with a certificate of its own.</summary>
/// <param name="csd">The caller's to dispose.</param>
public sealed class Sealer(Csd csd)
{
    private readonly CfdiWriter _writer = new();
    private readonly byte[] _seal = new byte[csd.Text.SealLength];
    private readonly List<DocumentRefusal> _refusals = [];

    /// <summary>
    /// Checks, writes and seals. The document bears the local time of the moment, so that what waited long is not
    /// refused as too old.
    /// </summary>
    public SealOutcome Seal(CfdiDocument document, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        _refusals.Clear();
        DocumentChecks.Check(document, _refusals);
        CheckCertificate(document, now);
        return _refusals.Count > 0 ? new SealOutcome.Refused([.. _refusals]) : Sealed(document, now);
    }

    private void CheckCertificate(CfdiDocument document, DateTimeOffset now)
    {
        if (document.Issuer.Rfc != csd.Rfc)
        {
            _refusals.Add(new DocumentRefusal(
                "303", "Emisor/@Rfc", $"The certificate {csd.Number} is of another taxpayer than the issuer."));
        }

        if (!csd.IsValidAt(now))
        {
            _refusals.Add(new DocumentRefusal(
                "305", "@Fecha",
                $"The certificate {csd.Number} seals from {csd.ValidFrom:yyyy-MM-dd} to {csd.ValidTo:yyyy-MM-dd}."));
        }
    }

    private SealOutcome.Sealed Sealed(CfdiDocument document, DateTimeOffset now)
    {
        DateTime issuedAt = FiscalTime.LocalOf(now);
        _writer.Write(document, issuedAt, csd.Text);
        csd.Sign(_writer.Chain, _seal);
        byte[] xml = _writer.Finish(_seal);
        return new SealOutcome.Sealed(new SealedCfdi(
            xml, SHA256.HashData(xml), Encoding.ASCII.GetString(_seal), document.Issuer.Rfc, document.Receiver.Rfc,
            document.Totals.Total, document.Type, issuedAt, document.Series, document.Folio, csd.Number)
        {
            IsForPublic = document.Receiver.Name == SatKeys.PublicName,
        });
    }
}
