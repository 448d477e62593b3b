namespace Strangler.Postgres.Billing;

/// <summary>Where a billing run stands: plan, rate, review, post.</summary>
public enum BillingRunState : byte
{
    /// <summary>Planned; workers rate its chunks, and post them unless it is held or simulated.</summary>
    Rating,

    /// <summary>Held for review.</summary>
    Rated,

    /// <summary>Reviewed; workers post its chunks.</summary>
    Posting,
    Posted,
    Simulated,
    Cancelled,
}
