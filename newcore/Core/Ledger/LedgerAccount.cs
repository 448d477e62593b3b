namespace Strangler.Core.Ledger;

/// <summary>An account of the chart: a code such as <c>receivable</c> or <c>revenue.1</c>.</summary>
public readonly record struct LedgerAccount(string Code)
{
    public const int LongestCode = 32;

    public static readonly LedgerAccount Receivable = new("receivable");
    public static readonly LedgerAccount TaxPayable = new("tax.iva");
    public static readonly LedgerAccount Rounding = new("rounding");
    public static readonly LedgerAccount Cash = new("cash");
    public static readonly LedgerAccount CustomerCredit = new("customer-credit");
    public static readonly LedgerAccount CustomerToOffset = new("customer-to-offset");
    public static readonly LedgerAccount CustomerBlocked = new("customer-blocked");
    public static readonly LedgerAccount Deposits = new("deposits");
    public static readonly LedgerAccount Surcharges = new("revenue.surcharge");
    public static readonly LedgerAccount Subsidies = new("subsidies");
    public static readonly LedgerAccount WrittenOff = new("written-off");
    public static readonly LedgerAccount Opening = new("opening-balance");

    public static LedgerAccount Revenue(int concept) => new($"revenue.{concept}");

    public override string ToString() => Code;
}
