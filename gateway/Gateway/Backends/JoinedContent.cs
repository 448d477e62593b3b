using System.Net;

namespace Strangler.Gateway.Backends;

/// <summary>
/// A request's body that leaves together with its headers. YARP flushes the headers first, which costs a packet and two
/// system calls a request on either side; the body's first bytes are here by then, for they named the operation.
/// </summary>
internal sealed class JoinedContent : HttpContent
{
    private readonly HttpContent _body;

    public JoinedContent(HttpContent body)
    {
        _body = body;
        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in body.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.CopyToAsync(new LateFlushStream(stream), context, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}
