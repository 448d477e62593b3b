namespace Strangler.Payments.BankFiles;

/// <summary>
/// Lines of one length: a header, a line for each debit, a trailer with their count and sum. No bank's layout is
/// recorded; this one is ours, and every column can be moved to where a bank wants it.
/// </summary>
internal sealed record BankFileLayout
{
    public int LineLength { get; init; } = 100;

    /// <summary>H, D or T.</summary>
    public FileColumn Kind { get; init; } = new(0, 1);

    public FileColumn BatchNumber { get; init; } = new(1, 6);

    /// <summary>yyyyMMdd</summary>
    public FileColumn BatchDay { get; init; } = new(7, 8);

    public FileColumn Issuer { get; init; } = new(15, 10);

    /// <summary>Of a debit in its file, from 1.</summary>
    public FileColumn Sequence { get; init; } = new(1, 6);

    public FileColumn Reference { get; init; } = new(7, 30);

    public FileColumn Account { get; init; } = new(37, 18);

    public FileColumn Centavos { get; init; } = new(55, 15);

    /// <summary>In files that come back only.</summary>
    public FileColumn Result { get; init; } = new(70, 2);

    public FileColumn Count { get; init; } = new(1, 6);

    public FileColumn Total { get; init; } = new(7, 15);

    public string PaidCode { get; init; } = "00";

    /// <summary>Paid first, and taken back by the bank afterwards.</summary>
    public IReadOnlySet<string> ReversedCodes { get; init; } = new HashSet<string> { "90", "91" };
}
