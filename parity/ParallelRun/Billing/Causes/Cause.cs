namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// Why a bill differs: a name of <see cref="CauseNames"/> or two joined, and what it comes to in words.
/// </summary>
internal sealed record Cause(string Name, string Detail);
