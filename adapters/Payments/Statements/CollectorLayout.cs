using Strangler.Payments.BankFiles;

namespace Strangler.Payments.Statements;

/// <summary>
/// Lines of one length: a header, a line for each payment, a trailer with their count and sum. No collector's layout is
/// recorded; this one is ours (docs/reconciliation.md).
/// </summary>
internal static class CollectorLayout
{
    public const int LineLength = 80;

    /// <summary>H, D or T.</summary>
    public static readonly FileColumn Kind = new(0, 1);

    /// <summary>Of a header: whose file it is, filled with blanks.</summary>
    public static readonly FileColumn Collector = new(1, 20);

    /// <summary>yyyyMMdd</summary>
    public static readonly FileColumn FileDay = new(21, 8);

    public static readonly FileColumn FileNumber = new(29, 6);

    /// <summary>As of PaymentMethod.</summary>
    public static readonly FileColumn Channel = new(35, 1);

    /// <summary>Of a payment in its file, from 1.</summary>
    public static readonly FileColumn Sequence = new(1, 6);

    public static readonly FileColumn Reference = new(7, 25);
    public static readonly FileColumn Centavos = new(32, 12);

    /// <summary>yyyyMMddHHmm, in Mexico City.</summary>
    public static readonly FileColumn PaidAt = new(44, 12);

    /// <summary>The tax authority's payment form.</summary>
    public static readonly FileColumn Form = new(56, 2);

    /// <summary>The collector's own number of the payment.</summary>
    public static readonly FileColumn Operation = new(58, 20);

    /// <summary>Of a trailer.</summary>
    public static readonly FileColumn Count = new(1, 6);

    public static readonly FileColumn Total = new(7, 15);
}
