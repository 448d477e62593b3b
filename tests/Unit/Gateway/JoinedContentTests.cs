using Strangler.Gateway.Backends;

namespace Strangler.Tests.Unit.Gateway;

public sealed class JoinedContentTests
{
    [Fact]
    public async Task Headers_wait_for_the_body_and_later_flushes_go_through()
    {
        await using FlushCounter sent = new();
        using JoinedContent content = new(new FlushingBody());
        await content.CopyToAsync(sent, TestContext.Current.CancellationToken);
        Assert.Equal("firstsecond(flush 1)", sent.Seen);
    }

    [Fact]
    public void The_body_keeps_its_headers()
    {
        using StringContent body = new("x", System.Text.Encoding.UTF8, "text/xml");
        using JoinedContent content = new(body);
        Assert.Equal(body.Headers.ToString(), content.Headers.ToString());
    }

    /// <summary>Flushes as YARP does: before the body; then within it.</summary>
    private sealed class FlushingBody : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.FlushAsync();
            await stream.WriteAsync("first"u8.ToArray());
            await stream.WriteAsync("second"u8.ToArray());
            await stream.FlushAsync();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class FlushCounter : MemoryStream
    {
        private int _flushes;
        private string _seen = "";

        public string Seen => _seen;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _seen += System.Text.Encoding.UTF8.GetString(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _seen += $"(flush {++_flushes})";
            return Task.CompletedTask;
        }
    }
}
