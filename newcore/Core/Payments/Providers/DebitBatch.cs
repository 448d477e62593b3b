namespace Strangler.Core.Payments.Providers;

/// <summary>Debits of one file.</summary>
/// <param name="Number">1 to 999999, never given twice on one day.</param>
/// <param name="Day">On which the accounts are debited.</param>
public sealed record DebitBatch(int Number, DateOnly Day, IReadOnlyList<DebitInstruction> Debits);
