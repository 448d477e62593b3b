using Strangler.Parity;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>One pair of answers, and whether the judge must find them different.</summary>
internal sealed record ComparisonSample(string Name, Observed Primary, Observed Candidate, bool Differs);
