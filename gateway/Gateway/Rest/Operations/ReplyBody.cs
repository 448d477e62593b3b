using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Native;

namespace Strangler.Gateway.Rest.Operations;

/// <summary>
/// Takes the SOAP answer in place of the caller's connection, up to <see cref="PooledReply.LengthLimit"/>, for it is
/// to become JSON first.
/// </summary>
internal sealed class ReplyBody : Stream, IHttpResponseBodyFeature, IDisposable
{
    private readonly PooledReply _bytes = new();
    private PipeWriter? _writer;

    public ReadOnlyMemory<byte> Bytes => _bytes.Bytes;

    /// <summary>Why the gateway itself refused; null where somebody answered.</summary>
    public Refusal? Refusal { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    Stream IHttpResponseBodyFeature.Stream => this;

    public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    /// <summary>Keeps what was refused, where the answer is to become JSON.</summary>
    /// <returns>Whether that is so: then no fault is to be written.</returns>
    public static bool TryRefuse(HttpContext context, Refusal refusal)
    {
        if (context.Features.Get<IHttpResponseBodyFeature>() is not ReplyBody body)
        {
            return false;
        }

        body.Refusal = refusal;
        return true;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_bytes.Bytes.Length + buffer.Length > PooledReply.LengthLimit)
        {
            throw new IOException($"An answer is longer than {PooledReply.LengthLimit} bytes.");
        }

        buffer.Span.CopyTo(_bytes.GetSpan(buffer.Length));
        _bytes.Advance(buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No answer is a file.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body is written asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }
}
