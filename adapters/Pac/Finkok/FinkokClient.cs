using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Stamping;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Finkok;

/// <summary>
/// Finkok's SOAP services. Documents go as we sealed them, requests as we signed them: no key leaves us.
/// </summary>
internal sealed class FinkokClient(string name, HttpClient http, PacOptions options) : IPac
{
    private readonly PacCall _call = new(http, options.Timeout);
    private readonly Uri _stamp = new(options.Address, FinkokNames.StampPath);
    private readonly Uri _cancel = new(options.Address, FinkokNames.CancelPath);

    public string Name => name;

    public async Task<StampOutcome> StampAsync(PacDocument document, CancellationToken cancellation) =>
        FinkokStampAnswers.Read(await SendDocumentAsync("stamp", document, cancellation));

    public async Task<StampOutcome> RecoverAsync(PacDocument document, CancellationToken cancellation) =>
        FinkokStampAnswers.Read(await SendDocumentAsync("stamped", document, cancellation)) switch
        {
            // "stamped" only ever finds, so what it gives is an earlier stamp.
            StampOutcome.Stamped stamped => new StampOutcome.AlreadyStamped(stamped.Xml, null),
            var outcome => outcome,
        };

    public async Task<StampOutcome> FetchAsync(Guid uuid, CancellationToken cancellation)
    {
        using HttpRequestMessage request = FinkokEnvelope.Create(
            _stamp, FinkokNames.Stamp, "query_pending", User, Password, ("uuid", CancellationOrder.TextOf(uuid)));
        return FinkokStampAnswers.ReadPending(await _call.SendAsync(request, cancellation));
    }

    public async Task<CancelOutcome> CancelAsync(SignedCancellation signed, CancellationToken cancellation)
    {
        using HttpRequestMessage request = FinkokEnvelope.Create(
            _cancel, FinkokNames.Cancel, "cancel_signature",
            ("xml", Convert.ToBase64String(signed.Xml)), User, Password, ("store_pending", "true"));
        return FinkokCancelAnswers.ReadCancel(await _call.SendAsync(request, cancellation));
    }

    public async Task<StatusOutcome> StatusAsync(StatusQuestion question, CancellationToken cancellation)
    {
        using HttpRequestMessage request = FinkokEnvelope.Create(
            _cancel, FinkokNames.Cancel, "get_sat_status", User, Password, ("taxpayer_id", question.IssuerRfc),
            ("rtaxpayer_id", question.ReceiverRfc), ("uuid", CancellationOrder.TextOf(question.Uuid)),
            ("total", question.Total));
        return FinkokCancelAnswers.ReadStatus(await _call.SendAsync(request, cancellation));
    }

    public async Task<ReceiptOutcome> ReceiptAsync(string issuerRfc, Guid uuid, CancellationToken cancellation)
    {
        using HttpRequestMessage request = FinkokEnvelope.Create(
            _cancel, FinkokNames.Cancel, "get_receipt", User, Password, ("taxpayer_id", issuerRfc),
            ("uuid", CancellationOrder.TextOf(uuid)), ("type", "C"));
        return FinkokCancelAnswers.ReadReceipt(await _call.SendAsync(request, cancellation));
    }

    private (string Name, string Value) User => ("username", options.User);

    private (string Name, string Value) Password => ("password", options.Password);

    private async Task<PacReply> SendDocumentAsync(
        string operation, PacDocument document, CancellationToken cancellation)
    {
        using HttpRequestMessage request = FinkokEnvelope.Create(
            _stamp, FinkokNames.Stamp, operation, ("xml", Convert.ToBase64String(document.Xml)), User, Password);
        return await _call.SendAsync(request, cancellation);
    }
}
