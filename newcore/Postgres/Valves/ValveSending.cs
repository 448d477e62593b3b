using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>Something to publish, once and soon: another worker may do the same from <see cref="Until"/> on.</summary>
/// <param name="IsAsk">The valve is asked for its state; else the command is sent.</param>
/// <param name="IsVoid">With the question it is told not to act on the command any more.</param>
public sealed record ValveSending(ValveCommand Command, bool IsAsk, bool IsVoid, DateTimeOffset Until);
