namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>One run of wrk. Errors counts broken connections, time-outs and statuses from 400 up.</summary>
internal sealed record WrkResult(
    long Requests, double RequestsPerSecond, TimeSpan Median, TimeSpan Percentile99, long Errors);
