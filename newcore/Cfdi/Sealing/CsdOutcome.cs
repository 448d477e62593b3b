namespace Strangler.Cfdi.Sealing;

/// <summary>Whether files are a seal certificate (CSD) with its key.</summary>
public abstract record CsdOutcome
{
    private CsdOutcome()
    {
    }

    /// <param name="Csd">To be disposed, or the key stays in memory.</param>
    public sealed record Ready(Csd Csd) : CsdOutcome;

    /// <param name="Detail">For a person; holds nothing secret.</param>
    public sealed record Refused(CsdRefusal Reason, string Detail) : CsdOutcome;
}
