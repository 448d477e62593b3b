using Strangler.Cfdi.Cancelling;

namespace Strangler.Postgres.Cfdi;

/// <summary>A cancellation whose next step is due.</summary>
internal sealed record PursuedCancellation(
    long Id, long Claim, CancelledDocument Document, CancellationOrder Order, byte[] Request, bool WasReceived,
    bool HasAcknowledgement, TimeSpan Age, int Attempts);
