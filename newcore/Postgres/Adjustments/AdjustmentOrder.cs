namespace Strangler.Postgres.Adjustments;

/// <summary>Who wants an adjustment, and why.</summary>
/// <param name="Reference">Tells two causes of one scenario apart: the number of a claim; empty mostly.</param>
/// <param name="Today">The date the note bears.</param>
public sealed record AdjustmentOrder(
    string Actor, string Reason, DateOnly Today, bool Simulate, string Reference = "");
