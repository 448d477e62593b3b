using Strangler.Core.Billing;

namespace Strangler.Postgres.Billing;

/// <summary>What became of an event that was told.</summary>
public abstract record ServiceEventOutcome
{
    private ServiceEventOutcome()
    {
    }

    /// <param name="Before">It was known already.</param>
    public sealed record Kept(bool Before) : ServiceEventOutcome;

    /// <summary>The id stands for another event.</summary>
    public sealed record OtherContent : ServiceEventOutcome;

    /// <summary>There is no such contract, or its records are not whole.</summary>
    public sealed record UnknownContract : ServiceEventOutcome;

    public sealed record Refused(ServiceEventRefusal Why) : ServiceEventOutcome;
}
