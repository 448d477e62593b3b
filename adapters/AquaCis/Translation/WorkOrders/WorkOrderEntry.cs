namespace Strangler.AquaCis.Translation.WorkOrders;

/// <summary>A job in a contract's history.</summary>
/// <param name="At">As AquaCIS writes instants.</param>
public sealed record WorkOrderEntry(string? At, string? Type, string? Reason);
