namespace Strangler.ParallelRun.Bench.Cfdi;

/// <param name="Elapsed">From the first document built to the last commit.</param>
/// <param name="Memory">The highest of this process, in bytes.</param>
internal sealed record QueueFigures(TimeSpan Elapsed, long Memory);
