namespace Strangler.Cfdi.Building;

/// <summary>Whether a file is a fiscal table.</summary>
public abstract record FiscalTableOutcome
{
    private FiscalTableOutcome()
    {
    }

    public sealed record Read(FiscalTable Table) : FiscalTableOutcome;

    /// <param name="Problems">All of them, each with where it is.</param>
    public sealed record Refused(IReadOnlyList<string> Problems) : FiscalTableOutcome;
}
