using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>Something to publish, once and soon: another worker may do the same from <see cref="Until"/> on.</summary>
/// <param name="IsAsk">The valve is asked for its state; else the command is sent.</param>
public sealed record ValveSending(ValveCommand Command, bool IsAsk, DateTimeOffset Until);
