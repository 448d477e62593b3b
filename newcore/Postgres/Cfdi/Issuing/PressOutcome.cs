using Strangler.Cfdi.Documents;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Whether a document can be queued.</summary>
internal abstract record PressOutcome
{
    private PressOutcome()
    {
    }

    /// <param name="Warnings">What should be looked at, though it can be stamped.</param>
    public sealed record Ready(CfdiDocument Document, NewCfdi Cfdi, IReadOnlyList<DocumentRefusal> Warnings)
        : PressOutcome;

    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(IReadOnlyList<DocumentRefusal> Reasons) : PressOutcome;
}
