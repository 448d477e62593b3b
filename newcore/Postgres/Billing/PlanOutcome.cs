namespace Strangler.Postgres.Billing;

/// <summary>Whether a run was planned.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome()
    {
    }

    public sealed record Planned(BillingRun Run, int Chunks, int Contracts) : PlanOutcome;

    public sealed record Refused(string Reason) : PlanOutcome;
}
