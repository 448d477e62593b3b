namespace Strangler.Core.Valves;

/// <summary>Where a valve says it is.</summary>
/// <param name="LastCommand">The last one that it acted on; null for none.</param>
/// <param name="At">By the meter's clock.</param>
/// <param name="Voided">A command that it did not act on and, being told so, never will.</param>
public sealed record ValveReport(
    ValveSetting Setting, Guid? LastCommand, DateTimeOffset At, Guid? Voided = null);
