using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What became of a decision on a questioned reading.</summary>
public abstract record DecisionOutcome
{
    private DecisionOutcome()
    {
    }

    /// <param name="Rated">Readings that are part of what is charged now, the chosen one included.</param>
    /// <param name="Upto">Of the last of them.</param>
    /// <param name="StillQuestioned">Later ones that do not fit even so.</param>
    /// <param name="Changes">Charges that are others now.</param>
    public sealed record Done(
        int Rated, DateTimeOffset Upto, int StillQuestioned, IReadOnlyList<ChargeChange> Changes) : DecisionOutcome;

    /// <summary>Decided before, and the same way: nothing was done.</summary>
    public sealed record Repeated(string Who, DateTimeOffset When) : DecisionOutcome;

    /// <summary>No device of that name is registered.</summary>
    public sealed record UnknownDevice : DecisionOutcome;

    /// <summary>The device has no reading of that instant.</summary>
    public sealed record UnknownReading : DecisionOutcome;

    /// <summary>It is part of what is charged already.</summary>
    public sealed record RatedAlready : DecisionOutcome;

    /// <summary>Decided before, the other way.</summary>
    public sealed record DecidedOtherwise(StaffDecision Decision, string Who, DateTimeOffset When) : DecisionOutcome;

    /// <param name="Next">The next rated count; null where there is none.</param>
    public sealed record Refused(StaffRefusal Why, CountAt? Next) : DecisionOutcome;
}
