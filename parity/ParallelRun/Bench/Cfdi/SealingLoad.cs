using System.Security.Cryptography;
using Spectre.Console;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Sealed and judged on one thread, in turns with openssl: bills, and documents of every kind.</summary>
internal sealed class SealingLoad(Csd csd)
{
    private const int Population = 2_000;
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
        CfdiDocument[] bills = Documents(SampleDocuments.Invoices(issuer, Seed, CfdiBenchIssuer.Today, 0));
        CfdiDocument[] all = Documents(SampleDocuments.Make(issuer, Seed, CfdiBenchIssuer.Today));
        using RSA key = RSA.Create(KeyBits);
        byte[] seal = new byte[KeyBits / 8];
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        List<SealingRound> measured = [];
        PerSecond(all, SealAndVerify, cancellation);
        while (measured.Count < rounds)
        {
            // openssl before and after: a machine that slows down meanwhile slows both.
            double before = await OpensslSpeed.SignaturesAsync(cancellation);
            double done = PerSecond(bills, SealAndJudge, cancellation);
            double signed = PerSecond(bills, Sign, cancellation);
            double verified = PerSecond(bills, SealAndVerify, cancellation);
            double every = PerSecond(all, SealAndVerify, cancellation);
            double after = await OpensslSpeed.SignaturesAsync(cancellation);
            measured.Add(new SealingRound((before + after) / 2, signed, done, verified, every));
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

    private static CfdiDocument[] Documents(IEnumerable<SampleDocument> samples) =>
        [.. samples.Take(Population).Select(sample => sample.Document)];

    private void SealAndJudge(CfdiDocument document) =>
        CfdiBenchIssuer.Judge(_sealer, document, TimeProvider.System.GetUtcNow(), verifies: false);

    private void SealAndVerify(CfdiDocument document) =>
        CfdiBenchIssuer.Judge(_sealer, document, TimeProvider.System.GetUtcNow(), verifies: true);
}
