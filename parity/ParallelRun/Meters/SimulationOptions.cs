namespace Strangler.ParallelRun.Meters;

/// <summary>What is simulated.</summary>
/// <param name="Rate">Messages a second at most.</param>
internal sealed record SimulationOptions(
    int Meters, TimeSpan Span, TimeSpan Interval, int Rate, int Seed, bool Live);
