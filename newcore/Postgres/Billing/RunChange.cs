namespace Strangler.Postgres.Billing;

/// <summary>Whether a run could be posted, resumed or cancelled.</summary>
public abstract record RunChange
{
    private RunChange()
    {
    }

    public sealed record Done(BillingRun Run) : RunChange;

    public sealed record Refused(string Reason) : RunChange;
}
