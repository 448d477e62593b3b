using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Who issues the bench's documents, and what each of them must come through.</summary>
internal static class CfdiBenchIssuer
{
    public static DateOnly Today => DateOnly.FromDateTime(FiscalTime.LocalOf(TimeProvider.System.GetUtcNow()));

    public static Issuer Of(Csd csd) => new(csd.Rfc, "ESCUELA KEMPER URGATE", "603", "76000");

    /// <summary>Sealed and judged as before sending: one that is refused ends the bench.</summary>
    /// <param name="verifies">Whether the signature made a moment ago is verified, too.</param>
    public static SealedCfdi Judge(Sealer sealer, CfdiDocument document, DateTimeOffset now, bool verifies)
    {
        if (sealer.Seal(document, now) is not SealOutcome.Sealed { Cfdi: var made })
        {
            throw new CommandFailedException("A document of the bench is not sealed.");
        }

        ValidationReport report = CfdiValidator.Validate(
            made.Xml, new ValidationContext(now) { VerifiesSeal = verifies });
        return report.Passes
            ? made
            : throw new CommandFailedException($"A document of the bench is refused: {report.Findings[0]}");
    }
}
