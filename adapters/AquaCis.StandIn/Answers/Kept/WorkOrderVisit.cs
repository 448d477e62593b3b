namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>A visit that was reported to a work order.</summary>
/// <param name="Done">Whether what was ordered could be done.</param>
internal sealed record WorkOrderVisit(DateTimeOffset At, bool Done, string? Incident, string? Comments);
