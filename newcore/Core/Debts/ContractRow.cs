namespace Strangler.Core.Debts;

/// <summary>A contract in 28 bytes: texts are places in the arena, the group a position.</summary>
internal struct ContractRow
{
    public int Customer;
    public int Name;
    public int Surname;
    public int TaxId;
    public ushort Group;
    public BillingCycle NewestCycle;

    /// <summary>False where it never had an invoice.</summary>
    public bool HasCycle;
    public bool CollectionBlocked;
    public bool Withheld;
}
