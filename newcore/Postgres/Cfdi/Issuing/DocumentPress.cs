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
        if (outcome is not BuildOutcome.Built { Document: var document } built)
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
            SealOutcome.Sealed { Cfdi: var cfdi } => Judged(
                built with { Document = document }, cfdi, source, now, supersedes?.Id, relations),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private PressOutcome Judged(
        BuildOutcome.Built built, SealedCfdi cfdi, CfdiSource source, DateTimeOffset now, long? supersedes,
        IReadOnlyList<CfdiRelation>? relations)
    {
        ValidationReport report = CfdiValidator.Validate(
            cfdi.Xml,
            new ValidationContext(now)
            {
                Issuer = profile.Settings,
                Authorities = profile.Authorities,
                VerifiesSeal = false,
            });
        if (!report.Passes)
        {
            return new PressOutcome.Refused(
                [.. Of(report, one => one.Severity is Severity.Refusal or Severity.Own)]);
        }

        DateOnly retained = DateOnly.FromDateTime(cfdi.IssuedAt).AddYears(profile.RetainedYears);
        return new PressOutcome.Ready(
            built.Document,
            new NewCfdi(source, cfdi, NewCfdi.StampLimit(cfdi, profile.Zone), retained, supersedes, relations),
            [.. built.Warnings, .. Of(report, one => one.Severity == Severity.Warning)]);
    }

    private static IEnumerable<DocumentRefusal> Of(ValidationReport report, Func<Finding, bool> which) =>
        report.Findings.Where(which).Select(one => new DocumentRefusal(one.Code, one.Path, one.Message));

    private static PressOutcome.Refused Refused(string rule, string path, string message) =>
        new([new DocumentRefusal(rule, path, message)]);
}
