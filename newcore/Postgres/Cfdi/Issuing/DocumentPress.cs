using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Validation;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Seals what was built, judges the bytes, and makes them ready to be kept. One thread at a time.</summary>
internal sealed class DocumentPress(IssuerProfile profile, CsdRing ring, TimeProvider time)
{
    private Csd? _csd;
    private Sealer? _sealer;

    /// <param name="supersedes">The stamped document that it is to replace.</param>
    public PressOutcome Press(
        BuildOutcome outcome, CfdiSource source, StampedDocument? supersedes = null,
        IReadOnlyList<CfdiRelation>? relations = null)
    {
        if (outcome is not BuildOutcome.Built { Document: var document })
        {
            return new PressOutcome.Refused(((BuildOutcome.Refused)outcome).Reasons);
        }

        DateTimeOffset now = time.GetUtcNow();
        if (ring.Find(profile.Issuer.Rfc, now) is not { } csd)
        {
            return Refused("305", "@Certificado", "No seal certificate of the issuer is valid now.");
        }

        if (supersedes is not null)
        {
            document = InvoiceDocuments.Replacing(document, supersedes.UuidText);
            relations = [.. relations ?? [], new CfdiRelation(SatKeys.ReplacementOf, supersedes.Id)];
        }

        _sealer = ReferenceEquals(csd, _csd) ? _sealer! : new Sealer(csd);
        _csd = csd;
        return _sealer.Seal(document, now) switch
        {
            SealOutcome.Refused refused => new PressOutcome.Refused(refused.Reasons),
            SealOutcome.Sealed { Cfdi: var cfdi } => Judged(document, cfdi, source, now, supersedes?.Id, relations),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private PressOutcome Judged(
        CfdiDocument document, SealedCfdi cfdi, CfdiSource source, DateTimeOffset now, long? supersedes,
        IReadOnlyList<CfdiRelation>? relations)
    {
        ValidationReport report = CfdiValidator.Validate(
            cfdi.Xml, new ValidationContext(now) { Issuer = profile.Settings, VerifiesSeal = false });
        if (!report.Passes)
        {
            return new PressOutcome.Refused(
            [
                .. report.Findings.Where(one => one.Severity is Severity.Refusal or Severity.Own)
                    .Select(one => new DocumentRefusal(one.Code, one.Path, one.Message)),
            ]);
        }

        DateOnly retained = DateOnly.FromDateTime(cfdi.IssuedAt).AddYears(profile.RetainedYears);
        return new PressOutcome.Ready(document, new NewCfdi(
            source, cfdi, NewCfdi.StampLimit(cfdi, profile.Zone), retained, supersedes, relations));
    }

    private static PressOutcome.Refused Refused(string rule, string path, string message) =>
        new([new DocumentRefusal(rule, path, message)]);
}
