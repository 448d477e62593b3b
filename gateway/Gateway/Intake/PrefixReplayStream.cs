namespace Strangler.Gateway.Intake;

/// <summary>
/// A body whose first bytes have been read already: gives those, then goes on with the rest. Read once, forward only.
/// </summary>
internal sealed class PrefixReplayStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
{
    private readonly TaskCompletionSource? _arrival =
        rest == Null ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ReadOnlyMemory<byte> _prefix = prefix;

    /// <summary>Done once the last byte has been read; null where there was nothing to wait for.</summary>
    public Task? Arrival => _arrival?.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefix.IsEmpty)
        {
            return _arrival is null ? ValueTask.FromResult(0) : ReadRestAsync(_arrival, buffer, cancellationToken);
        }

        int count = Math.Min(_prefix.Length, buffer.Length);
        _prefix[..count].CopyTo(buffer);
        _prefix = _prefix[count..];
        return ValueTask.FromResult(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async ValueTask<int> ReadRestAsync(
        TaskCompletionSource arrival, Memory<byte> buffer, CancellationToken cancellation)
    {
        int read = await rest.ReadAsync(buffer, cancellation);
        if (read == 0 && buffer.Length > 0)
        {
            arrival.TrySetResult();
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Bodies are read without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
