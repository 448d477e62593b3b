namespace Strangler.ParallelRun.Replay;

/// <summary>What is sent where, and how hard.</summary>
/// <param name="FromLine">Lines before it are passed over; from 1.</param>
/// <param name="Timeout">Of one question to one side.</param>
/// <param name="Noise">Ask the primary again where the two differ.</param>
/// <param name="Report">File that gets a line for every call that is not the same; null for none.</param>
internal sealed record ReplayOptions(
    FileInfo File, Uri Primary, Uri Candidate, long FromLine, int Concurrency, TimeSpan Timeout, bool Noise,
    FileInfo? Report);
