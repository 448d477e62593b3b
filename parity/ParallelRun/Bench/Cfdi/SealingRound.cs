namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>What was measured next to each other, per second of processor time.</summary>
/// <param name="Signatures">Of <c>openssl speed rsa2048</c>.</param>
/// <param name="Signed">Seals alone, by .NET: what the runtime leaves of them.</param>
/// <param name="Sealed">Bills written, sealed and judged.</param>
/// <param name="Verified">The same with the signature verified.</param>
/// <param name="All">Documents of all kinds, those of hundreds of lines included, the signature verified.</param>
internal sealed record SealingRound(double Signatures, double Signed, double Sealed, double Verified, double All)
{
    public double Ratio => Sealed / Signatures;
}
