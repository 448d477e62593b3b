namespace Strangler.AquaCis.Translation.WorkOrders;

/// <summary>How far a work order is.</summary>
/// <param name="State">As AquaCIS numbers it.</param>
/// <param name="At">When it was resolved, else made; as AquaCIS writes instants.</param>
public sealed record WorkOrderStanding(int Number, int? State, string? At);
