using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>Whether what the core has becomes a fiscal document.</summary>
public abstract record BuildOutcome
{
    private BuildOutcome()
    {
    }

    /// <param name="Warnings">What somebody should look at, though it can be stamped.</param>
    public sealed record Built(CfdiDocument Document, IReadOnlyList<DocumentRefusal> Warnings) : BuildOutcome;

    /// <param name="Reasons">
    /// All of them, at least one; nothing was changed, it can be built when they are mended.
    /// </param>
    public sealed record Refused(IReadOnlyList<DocumentRefusal> Reasons) : BuildOutcome;

    /// <summary>Built where the checks find nothing.</summary>
    internal static BuildOutcome Of(CfdiDocument document, IReadOnlyList<DocumentRefusal> warnings)
    {
        List<DocumentRefusal> refusals = [];
        DocumentChecks.Check(document, refusals);
        return refusals.Count > 0 ? new Refused(refusals) : new Built(document, warnings);
    }

    internal static BuildOutcome Refuse(string rule, string path, string message) =>
        new Refused([new DocumentRefusal(rule, path, message)]);
}
