using System.Globalization;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>A work order that a caller made.</summary>
internal sealed record WorkOrder(
    int Number, short? Type, short? Motive, int? Contract, int? ServicePoint, DateTimeOffset Created, string? Comments)
{
    public const short CreatedState = 1;
    public const short VisitedState = 2;
    public const short ResolvedState = 3;

    /// <summary>No more visits to one order are kept.</summary>
    public const int VisitLimit = 24;

    /// <summary>1 created, 2 visited, 3 resolved: legacy's own codes are unknown.</summary>
    public short State { get; init; } = CreatedState;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<WorkOrderVisit> Visits { get; init; } = [];

    public DateTimeOffset? Resolved { get; init; }

    public string? Solution { get; init; }

    /// <summary>As recorded: <c>O0000001</c>.</summary>
    public string Code => Number.ToString("'O'0000000", CultureInfo.InvariantCulture);

    public WorkOrder VisitedBy(WorkOrderVisit visit) => this with
    {
        State = Math.Max(State, VisitedState),
        Visits = [.. Visits.Append(visit).TakeLast(VisitLimit)],
    };

    public WorkOrder ResolvedAt(DateTimeOffset when, string? solution) =>
        this with { State = ResolvedState, Resolved = when, Solution = solution };

    /// <summary>The number that a code names, with or without its letter; null where it is no code.</summary>
    public static int? NumberOf(string? code) =>
        int.TryParse(code?.Trim().TrimStart('O', 'o'), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
