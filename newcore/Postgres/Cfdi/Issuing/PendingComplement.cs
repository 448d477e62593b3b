namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A payment whose document is not stamped.</summary>
/// <param name="Due">Until when it is to be.</param>
/// <param name="State">Of the document, or why there is none.</param>
public sealed record PendingComplement(string Number, DateOnly PaidOn, DateOnly Due, string State);
