namespace Strangler.Core.Adjustments;

/// <summary>What became of a wish to adjust an invoice.</summary>
public abstract record AdjustmentOutcome
{
    private AdjustmentOutcome()
    {
    }

    /// <summary>What it would be: nothing was written.</summary>
    public sealed record Previewed(Adjustment Adjustment) : AdjustmentOutcome;

    public sealed record Made(Adjustment Adjustment, string Number) : AdjustmentOutcome;

    /// <param name="Amount">Blocked until it is resolved, or released where nothing of it was accepted.</param>
    public sealed record Disputed(string Invoice, Identity.Money Amount, bool Open, bool Simulated) : AdjustmentOutcome;

    public sealed record Refused(AdjustmentRefusal Reason, string Detail) : AdjustmentOutcome;
}
