namespace Strangler.Cfdi.Validation;

/// <summary>All that was found in a document.</summary>
/// <param name="Findings">In the order they were found: structure, rules, seal.</param>
/// <param name="Cut">There were more than may be listed.</param>
public sealed record ValidationReport(IReadOnlyList<Finding> Findings, bool Cut)
{
    /// <summary>Nothing speaks against stamping: warnings and notes do not.</summary>
    public bool Passes => !Findings.Any(finding => finding.Severity is Severity.Refusal or Severity.Own);
}
