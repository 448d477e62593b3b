namespace Strangler.Postgres.Billing;

/// <summary>What legacy recorded around a bill and no native bill needs: evidence of what it reckoned with.</summary>
public sealed class BillHistory
{
    public BillDebts Debts { get; internal set; }

    /// <summary>Remainders carried before the bill date, the last first.</summary>
    public List<decimal> CarriedBefore { get; } = [];

    /// <summary>What legacy carried on the bill date itself; null where it recorded nothing.</summary>
    public decimal? CarriedAfter { get; internal set; }
}
