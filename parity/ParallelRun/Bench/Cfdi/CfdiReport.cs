namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Beside the targets, what one core does and what all do together.</summary>
internal sealed class CfdiReport(CfdiBenchOptions options, CfdiFigures figures) : BenchReport("cfdi")
{
    protected override IReadOnlyList<Target> Targets => figures.Targets();

    protected override string Circumstances =>
        Text($"{Here}; {options.Rounds} rounds of 3 s on one thread beside `openssl speed rsa2048`, per second of ")
        + Text($"processor time; {options.Documents:N0} invoices ")
        + Text($"by {options.Workers} threads; {figures.Stamping.Stamped:N0} of them stamped; PostgreSQL (fsync on) ")
        + "and the sandbox PAC on the same machine.";

    protected override string Remarks =>
        Text($"openssl: {figures.Signatures:N0} signatures/s; the same by .NET: {figures.Signed:N0}/s; bills ")
        + Text($"written, sealed, judged: {figures.Sealed:N0}/s a core, {figures.Verified:N0}/s with the signature ")
        + Text($"verified, too; documents of all kinds, to 400 lines, verified: {figures.All:N0}/s. Built, ")
        + Text($"sealed, judged and queued: {figures.Queued:N0} documents/s, ")
        + Text($"{figures.Queue.Elapsed.TotalSeconds:F0} s in all. Memory while stamping: ")
        + Text($"{figures.Stamping.MemoryRest / 1024 / 1024:N0} MB.");

    protected override BenchChart Chart => new(
        "Signatures, and bills sealed and judged, per second and core",
        [
            ("openssl", figures.Signatures), (".NET signatures", figures.Signed), ("bills", figures.Sealed),
            ("bills, verified", figures.Verified), ("all kinds, verified", figures.All),
            (Text($"queued, {options.Workers} threads"), figures.Queued),
        ],
        "/s");
}
