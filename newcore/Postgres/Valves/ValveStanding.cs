using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>A valve: what is wanted of it and where it says it is, kept apart.</summary>
/// <param name="Desired">Null where nothing was ever ordered.</param>
/// <param name="Reported">Null where it never said.</param>
/// <param name="ReportedAt">By the meter's clock, or of whoever looked.</param>
/// <param name="ReportedBy">Who looked at it; null: the meter says so itself.</param>
/// <param name="Open">The state of its newest command that has not ended; null for none.</param>
public sealed record ValveStanding(
    string Device, int Contract, ValveSetting? Desired, ValveSetting? Reported, DateTimeOffset? ReportedAt,
    string? ReportedBy, string? Open)
{
    /// <summary>It is not where it should be, or nobody knows.</summary>
    public bool HasDrifted => Desired is not null && Desired != Reported;
}
