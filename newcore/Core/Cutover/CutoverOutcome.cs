namespace Strangler.Core.Cutover;

/// <summary>What became of a step of a cut-over.</summary>
public abstract record CutoverOutcome
{
    private CutoverOutcome()
    {
    }

    /// <param name="Changed">Contracts to which something was posted; 0: all was there already.</param>
    public sealed record Prepared(int Contracts, int Invoices, int Changed) : CutoverOutcome;

    public sealed record Compared(CutoverReport Report) : CutoverOutcome;

    public sealed record Moved(CutoverState State) : CutoverOutcome;

    public sealed record Refused(string Reason) : CutoverOutcome;
}
