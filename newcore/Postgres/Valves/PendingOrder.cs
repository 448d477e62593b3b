using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>An order that waits for another person's approval.</summary>
public sealed record PendingOrder(
    Guid Id, ValveSetting Setting, int Devices, string Reason, string OrderedBy, DateTimeOffset OrderedAt);
