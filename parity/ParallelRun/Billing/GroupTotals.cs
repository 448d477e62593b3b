namespace Strangler.ParallelRun.Billing;

/// <summary>One billing group's bills; amounts in centavos.</summary>
internal sealed record GroupTotals(int Bills, int Same, long Native, long Legacy)
{
    public static GroupTotals operator +(GroupTotals left, GroupTotals right) => new(
        left.Bills + right.Bills, left.Same + right.Same, left.Native + right.Native, left.Legacy + right.Legacy);
}
