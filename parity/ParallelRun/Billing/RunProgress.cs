namespace Strangler.ParallelRun.Billing;

/// <summary>Ranges done of all.</summary>
internal readonly record struct RunProgress(int Done, int Ranges);
