using System.Security.Cryptography;
using Spectre.Console;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Documents of every kind, sealed and judged on one thread, in turns with openssl.</summary>
internal sealed class SealingLoad(Csd csd)
{
    private const int Documents = 2_000;
    private const int Batch = 50;
    private const int Seed = 7;
    private const int KeyBits = 2048;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private static readonly int Self = Environment.ProcessId;

    private readonly Sealer _sealer = new(csd);

    public async Task<IReadOnlyList<SealingRound>> RunAsync(
        int rounds, ProgressTask task, CancellationToken cancellation)
    {
        Issuer issuer = CfdiBenchIssuer.Of(csd);
        CfdiDocument[] documents =
        [
            .. SampleDocuments.Make(issuer, Seed, CfdiBenchIssuer.Today).Take(Documents)
                .Select(sample => sample.Document),
        ];
        using RSA key = RSA.Create(KeyBits);
        byte[] seal = new byte[KeyBits / 8];
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        List<SealingRound> measured = [];
        PerSecond(documents, SealAndJudge, cancellation);
        while (measured.Count < rounds)
        {
            // openssl before and after: a machine that slows down meanwhile slows both.
            double before = await OpensslSpeed.SignaturesAsync(cancellation);
            double done = PerSecond(documents, SealAndJudge, cancellation);
            double signed = PerSecond(documents, Sign, cancellation);
            double after = await OpensslSpeed.SignaturesAsync(cancellation);
            measured.Add(new SealingRound((before + after) / 2, signed, done));
            task.Increment(1);
        }

        return measured;
        void Sign(CfdiDocument document) =>
            key.SignHash(hash, seal, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static double PerSecond(
        CfdiDocument[] documents, Action<CfdiDocument> work, CancellationToken cancellation)
    {
        long started = TimeProvider.System.GetTimestamp();
        TimeSpan before = ProcessorTime.Of(Self);
        long done = 0;
        while (TimeProvider.System.GetElapsedTime(started) < Duration)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int one = 0; one < Batch; one++)
            {
                work(documents[done++ % documents.Length]);
            }
        }

        return done / (ProcessorTime.Of(Self) - before).TotalSeconds;
    }

    private void SealAndJudge(CfdiDocument document) =>
        CfdiBenchIssuer.Judge(_sealer, document, TimeProvider.System.GetUtcNow());
}
