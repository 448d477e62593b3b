using Strangler.Cfdi.Sealing;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <param name="Rounds">Of the sealing rate beside openssl.</param>
/// <param name="Documents">Sealed and queued.</param>
/// <param name="Workers">Threads that do so.</param>
/// <param name="Stamps">Documents stamped by the sandbox.</param>
/// <param name="Csd">Disposed by the command.</param>
/// <param name="Write">Whether docs/performance.md is rewritten.</param>
internal sealed record CfdiBenchOptions(int Rounds, int Documents, int Workers, int Stamps, Csd Csd, bool Write);
