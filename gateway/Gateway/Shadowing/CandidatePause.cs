using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Leaves a candidate alone that keeps failing an operation: a circuit breaker by itself, which shares nothing with the
/// one that guards the callers' own requests.
/// </summary>
internal sealed class CandidatePause(IOptions<ShadowOptions> options, TimeProvider clock)
{
    /// <summary>Why a call is not compared while its candidate rests.</summary>
    public const string Reason = "candidate-paused";

    private readonly ConcurrentDictionary<(int Operation, Side Side), (int Failures, long Since)> _failing = new();

    public bool Rests(Operation operation, Side side) =>
        _failing.TryGetValue((operation.Index, side), out (int Failures, long Since) state)
        && state.Failures >= options.Value.FailuresBeforePause
        && clock.GetElapsedTime(state.Since) < options.Value.Pause;

    public void Succeeded(Operation operation, Side side) => _failing.TryRemove((operation.Index, side), out _);

    /// <summary>After a pause one more failure is enough for the next.</summary>
    public void Failed(Operation operation, Side side) => _failing.AddOrUpdate(
        (operation.Index, side), _ => (1, clock.GetTimestamp()), (_, state) =>
            (state.Failures + 1, clock.GetTimestamp()));
}
