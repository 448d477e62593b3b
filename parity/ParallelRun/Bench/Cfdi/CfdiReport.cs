namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Beside the targets, what one core does and what all do together.</summary>
internal sealed class CfdiReport(CfdiBenchOptions options, CfdiFigures figures) : BenchReport("cfdi")
{
    protected override IReadOnlyList<Target> Targets => figures.Targets();

    protected override string Circumstances =>
        Text($"{Here}; {options.Rounds} rounds of 3 s on one thread beside `openssl speed rsa2048`, per second of ")
        + Text($"processor time, documents of all kinds with the signature verified; {options.Documents:N0} invoices ")
        + Text($"by {options.Workers} threads; {figures.Stamping.Stamped:N0} of them stamped; PostgreSQL (fsync on) ")
        + "and the sandbox PAC on the same machine.";

    protected override string Remarks =>
        Text($"openssl: {figures.Signatures:N0} signatures/s; the same by .NET: {figures.Signed:N0}/s; documents ")
        + Text($"written, sealed, judged: {figures.Sealed:N0}/s a core. Built, sealed, judged and queued: ")
        + Text($"{figures.Queued:N0} documents/s, {figures.Queue.Elapsed.TotalSeconds:F0} s in all. Memory while ")
        + Text($"stamping: {figures.Stamping.MemoryRest / 1024 / 1024:N0} MB.");

    protected override BenchChart Chart => new(
        "Signatures, and documents sealed and judged, per second and core",
        [
            ("openssl", figures.Signatures), (".NET signatures", figures.Signed), ("documents", figures.Sealed),
            (Text($"queued, {options.Workers} threads"), figures.Queued),
        ],
        "/s");
}
