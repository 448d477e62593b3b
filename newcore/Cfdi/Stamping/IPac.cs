using Strangler.Cfdi.Cancelling;

namespace Strangler.Cfdi.Stamping;

/// <summary>
/// A certification provider (PAC). No call repeats itself, every call has a time-out, and what fails is an outcome.
/// </summary>
public interface IPac
{
    /// <summary>A short word for the database and metrics: finkok, sw.</summary>
    string Name { get; }

    /// <summary>Asks for a stamp; the same bytes never get a second one of this PAC.</summary>
    Task<StampOutcome> StampAsync(PacDocument document, CancellationToken cancellation);

    /// <summary>
    /// After an unknown outcome: whether these bytes have a stamp. A PAC that can only be asked by sending them again
    /// may stamp them now.
    /// </summary>
    Task<StampOutcome> RecoverAsync(PacDocument document, CancellationToken cancellation);

    /// <summary>The stamped document of a UUID that this PAC gave.</summary>
    Task<StampOutcome> FetchAsync(Guid uuid, CancellationToken cancellation);

    /// <summary>Hands a signed request to SAT.</summary>
    Task<CancelOutcome> CancelAsync(SignedCancellation request, CancellationToken cancellation);

    /// <summary>What SAT says about a document now.</summary>
    Task<StatusOutcome> StatusAsync(StatusQuestion question, CancellationToken cancellation);

    /// <summary>SAT's acknowledgement of a cancellation.</summary>
    Task<ReceiptOutcome> ReceiptAsync(string issuerRfc, Guid uuid, CancellationToken cancellation);
}
