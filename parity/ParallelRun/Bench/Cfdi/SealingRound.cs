namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>What was measured next to each other, per second of processor time.</summary>
/// <param name="Signatures">Of <c>openssl speed rsa2048</c>.</param>
/// <param name="Signed">Seals alone, by .NET: what the runtime leaves of them.</param>
/// <param name="Sealed">Documents written, sealed and judged.</param>
internal sealed record SealingRound(double Signatures, double Signed, double Sealed)
{
    public double Ratio => Sealed / Signatures;
}
