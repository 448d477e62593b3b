namespace Strangler.Core.Adjustments;

/// <summary>Whether a cause can be made into corrected facts.</summary>
public abstract record CorrectionOutcome
{
    private CorrectionOutcome()
    {
    }

    public sealed record Corrected(FactsCorrection Correction) : CorrectionOutcome;

    public sealed record Refused(AdjustmentRefusal Reason, string Detail) : CorrectionOutcome;
}
