namespace Strangler.ParallelRun.Bench;

/// <summary>One promise of the product, what was measured, and whether it holds.</summary>
internal sealed record Target(string Promise, string Limit, string Measured, bool Met)
{
    public string Verdict => Met ? "met" : "MISSED";
}
