using System.Net.Http.Headers;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Stamping;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Sw;

/// <summary>SW's REST services. "cfdi33" in a path takes documents of version 4.0.</summary>
internal sealed class SwClient(string name, HttpClient http, PacOptions options, TimeProvider time)
    : IPac, IDisposable
{
    private static readonly Uri StatusService =
        new("https://consultaqr.facturaelectronica.sat.gob.mx/ConsultaCFDIService.svc");

    private readonly PacCall _call = new(http, options.Timeout);
    private readonly SwToken _token = new(new PacCall(http, options.Timeout), options, time);

    public string Name => name;

    public async Task<StampOutcome> StampAsync(PacDocument document, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Upload("v4/cfdi33/stamp/v4", document.Xml);
        request.Headers.TryAddWithoutValidation("customid", document.Id);
        return SwStampAnswers.Read(await SendAsync(request, cancellation));
    }

    /// <summary>SW is asked by sending the same bytes again: it then gives the first stamp, or one.</summary>
    public Task<StampOutcome> RecoverAsync(PacDocument document, CancellationToken cancellation) =>
        StampAsync(document, cancellation);

    public async Task<StampOutcome> FetchAsync(Guid uuid, CancellationToken cancellation)
    {
        Uri archive = options.ArchiveAddress ?? options.Address;
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(archive, $"datawarehouse/v1/live/{uuid:D}"));
        return SwStampAnswers.Read(await SendAsync(request, cancellation)) switch
        {
            StampOutcome.Stamped stamped => new StampOutcome.AlreadyStamped(stamped.Xml, uuid),
            var outcome => outcome,
        };
    }

    public async Task<CancelOutcome> CancelAsync(SignedCancellation signed, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Upload("cfdi33/cancel/xml", signed.Xml);
        return SwCancelAnswers.ReadCancel(await SendAsync(request, cancellation));
    }

    /// <summary>SW has no such service: SAT's own is asked, or the one at the archive's address.</summary>
    public async Task<StatusOutcome> StatusAsync(StatusQuestion question, CancellationToken cancellation)
    {
        Uri service = options.Address.IsLoopback
            ? new Uri(options.Address, StatusService.AbsolutePath) : StatusService;
        using HttpRequestMessage request = SatStatusCall.Create(service, question);
        return SatStatusCall.Read(await _call.SendAsync(request, cancellation));
    }

    /// <summary>The acknowledgement comes with the answer to the request itself; SW keeps none to ask for.</summary>
    public Task<ReceiptOutcome> ReceiptAsync(string issuerRfc, Guid uuid, CancellationToken cancellation) =>
        Task.FromResult<ReceiptOutcome>(new ReceiptOutcome.NotFound());

    public void Dispose() => _token.Dispose();

    private HttpRequestMessage Upload(string path, byte[] xml)
    {
        ByteArrayContent part = new(xml);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, path))
        {
            Content = new MultipartFormDataContent { { part, "xml", "xml" } },
        };
    }

    private async Task<PacReply> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (await _token.GetAsync(cancellation) is not { } token)
        {
            return new PacReply.Unreachable();
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        PacReply answer = await _call.SendAsync(request, cancellation);
        if (answer is PacReply.Answered { Status: 401 })
        {
            _token.Forget(token);
        }

        return answer;
    }
}
