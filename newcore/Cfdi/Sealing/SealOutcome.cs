using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Sealing;

/// <summary>Whether a document was sealed.</summary>
public abstract record SealOutcome
{
    private SealOutcome()
    {
    }

    public sealed record Sealed(SealedCfdi Cfdi) : SealOutcome;

    /// <param name="Reasons">All of them, at least one.</param>
    public sealed record Refused(IReadOnlyList<DocumentRefusal> Reasons) : SealOutcome;
}
