namespace Strangler.Postgres.Billing;

/// <summary>The contracts of a range in order of number, and beside each what legacy recorded.</summary>
public sealed record LoadedRange(
    IReadOnlyList<LoadedBill> Bills, IReadOnlyList<BillHistory> History, IReadOnlyList<LegacyBill[]> Legacy);
