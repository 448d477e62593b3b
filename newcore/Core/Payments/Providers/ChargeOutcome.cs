namespace Strangler.Core.Payments.Providers;

/// <summary>How asking for a charge went.</summary>
public abstract record ChargeOutcome
{
    private ChargeOutcome() { }

    public sealed record Found(ProviderCharge Charge) : ChargeOutcome;

    /// <summary>The provider says that it has none of that number.</summary>
    public sealed record Unknown : ChargeOutcome;

    /// <summary>No answer, or none that can be used: ask again later.</summary>
    public sealed record Unreachable(string Reason) : ChargeOutcome;
}
