namespace Strangler.Core.Cutover;

/// <summary>A step a group has taken.</summary>
public sealed record CutoverStep(CutoverState State, string Who, string Why, DateTimeOffset At);
