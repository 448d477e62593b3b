using Strangler.Core.Identity;

namespace Strangler.Core.Adjustments;

/// <summary>Why a posted invoice is not right: one of six scenarios.</summary>
/// <param name="Scenario">Kept in the database for ever.</param>
public abstract record AdjustmentCause(string Scenario)
{
    /// <summary>A meter showed something else than what was billed.</summary>
    /// <param name="On">The day of the reading that was wrong.</param>
    public sealed record Reading(int Meter, DateOnly On, long Dials) : AdjustmentCause("reading");

    /// <summary>Another plan: domestic to commercial.</summary>
    public sealed record Class(string Plan) : AdjustmentCause("class");

    /// <summary>Days between two meters that none counted.</summary>
    /// <param name="Daily">Cubic metres of a day; null: as on the other days of the period.</param>
    public sealed record Gap(DateOnly From, DateOnly To, decimal? Daily) : AdjustmentCause("gap");

    public sealed record Programme(string Name, bool Granted)
        : AdjustmentCause(Granted ? "programme-granted" : "programme-revoked");

    /// <summary>A dispute that was decided for the customer, wholly or in part.</summary>
    public sealed record Dispute(Money Accepted) : AdjustmentCause("dispute");

    /// <summary>Water lost after the meter.</summary>
    /// <param name="Usual">Cubic metres of a usual period.</param>
    /// <param name="Share">Of what is above, the part that is let off: above 0, to 1.</param>
    public sealed record Leak(decimal Usual, decimal Share) : AdjustmentCause("leak");
}
