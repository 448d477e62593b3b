using Strangler.Cfdi.Documents;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Whether a document can be queued.</summary>
internal abstract record PressOutcome
{
    private PressOutcome()
    {
    }

    public sealed record Ready(CfdiDocument Document, NewCfdi Cfdi) : PressOutcome;

    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(IReadOnlyList<DocumentRefusal> Reasons) : PressOutcome;
}
