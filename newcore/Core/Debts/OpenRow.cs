namespace Strangler.Core.Debts;

/// <summary>An invoice with something owed; amounts in centavos.</summary>
/// <param name="Number">Its place in the arena.</param>
/// <param name="Owner">The contract's position.</param>
internal readonly record struct OpenRow(
    int Id, int Number, int Owner, DateOnly Issued, DateOnly Due, long Amount, long Tax, long Owed, BillingCycle Cycle)
    : IComparable<OpenRow>
{
    /// <summary>By contract, then oldest first.</summary>
    public int CompareTo(OpenRow other) =>
        (Owner, Issued, Id).CompareTo((other.Owner, other.Issued, other.Id));
}
