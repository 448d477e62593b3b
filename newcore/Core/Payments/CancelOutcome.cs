using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>What became of a reference that was to be cancelled.</summary>
public abstract record CancelOutcome
{
    private CancelOutcome()
    {
    }

    /// <param name="TakenBack">The amount of the payment that was taken back; zero where there was none.</param>
    public sealed record Cancelled(Money TakenBack) : CancelOutcome;

    /// <summary>It had been before: nothing was done.</summary>
    public sealed record Repeated : CancelOutcome;

    /// <param name="Why">The ledger's words: a bug, or a limit.</param>
    public sealed record Refused(string Why) : CancelOutcome;
}
