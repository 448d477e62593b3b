using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Meters.Mqtt;

/// <summary>
/// Sends many messages quickly: simulated meters, and a load for measuring. Each arrives at least once. One caller at a
/// time.
/// </summary>
/// <param name="options">Subscriptions and a will are not looked at; a keep-alive is not kept.</param>
public sealed class MqttSender(MqttOptions options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Messages of one call.</summary>
    public const int MostMessages = 20_000;

    private const int WriteAt = 32_768;

    private readonly MqttOptions _options = options with
    {
        CleanStart = true,
        Subscriptions = [],
        Will = null,
        KeepAlive = TimeSpan.FromSeconds(ushort.MaxValue),
        Version = MqttVersion.Three,
    };

    private Stream? _stream;

    /// <summary>Connections made; the second one is the first that was lost.</summary>
    public int Connections { get; private set; }

    /// <summary>
    /// Until the broker has all of them. A lost connection is made again, and what was not answered sent again.
    /// </summary>
    /// <exception cref="ArgumentException">More than <see cref="MostMessages"/>.</exception>
    /// <exception cref="MqttException">The broker refuses us, or a message is larger than any packet.</exception>
    public async Task SendAsync(IReadOnlyList<MqttOutgoing> messages, CancellationToken cancellation)
    {
        if (messages.Count > MostMessages)
        {
            throw new ArgumentException($"At most {MostMessages} messages.", nameof(messages));
        }

        bool[] answered = new bool[messages.Count];
        for (int failures = 0; Array.IndexOf(answered, false) >= 0;)
        {
            try
            {
                _stream ??= await ConnectAsync(cancellation);
                await SendOnceAsync(_stream, messages, answered, cancellation);
            }
            catch (Exception lost) when (
                lost is IOException or TimeoutException || lost is MqttException { IsRefusal: false })
            {
                await CloseAsync();
                failures++;
                await Task.Delay(
                    Backoff.After(failures, _options.FirstWait, _options.LongestWait, Random.Shared), clock,
                    cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>What fails first ends the other: a broker that is gone takes and answers nothing.</summary>
    private async Task SendOnceAsync(
        Stream stream, IReadOnlyList<MqttOutgoing> messages, bool[] answered, CancellationToken cancellation)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task writing = WriteAsync(stream, messages, [.. answered], ended.Token);
        Task reading = ReadAsync(stream, answered, ended.Token);
        try
        {
            await await Task.WhenAny(writing, reading);
            await Task.WhenAll(writing, reading);
        }
        catch
        {
            await ended.CancelAsync();
            await Task.WhenAll(writing, reading).ContinueWith(
                static all => all.Exception, CancellationToken.None, TaskContinuationOptions.None,
                TaskScheduler.Default);
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (_stream is { } stream)
        {
            _stream = null;
            await stream.DisposeAsync();
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        Stream stream = await Transport.OpenAsync(_options, cancellation);
        try
        {
            await stream.WriteAsync(Requests.Connect(_options), cancellation);
            byte[] greeting = new byte[4];
            await stream.ReadExactlyAsync(greeting, cancellation);
            ConnectAnswer answer = ConnectAnswer.Read(greeting.AsSpan(2), _options.Version);
            if (answer.Reason != MqttReason.Success)
            {
                throw new MqttException(answer.Reason, $"{_options} refuses us: {answer.Reason}.");
            }

            Connections++;
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task WriteAsync(
        Stream stream, IReadOnlyList<MqttOutgoing> messages, bool[] skip, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> bytes = new(WriteAt * 2);
        for (int at = 0; at < messages.Count; at++)
        {
            if (!skip[at])
            {
                Write(bytes, messages[at], at + 1);
            }

            if (bytes.WrittenCount >= WriteAt || (at == messages.Count - 1 && bytes.WrittenCount > 0))
            {
                await stream.WriteAsync(bytes.WrittenMemory, cancellation);
                bytes.ResetWrittenCount();
            }
        }
    }

    private static void Write(ArrayBufferWriter<byte> bytes, MqttOutgoing message, int packetId)
    {
        const int AtLeastOnce = 2;
        int topic = Encoding.UTF8.GetByteCount(message.Topic);
        int remaining = 2 + topic + 2 + message.Payload.Length;
        Span<byte> packet = bytes.GetSpan(5 + remaining);
        packet[0] = ((int)PacketType.Publish << 4) | AtLeastOnce;
        int at = 1;
        for (int left = remaining; ; left >>= 7)
        {
            packet[at++] = (byte)((left & 0x7F) | (left > 0x7F ? 0x80 : 0));
            if (left <= 0x7F)
            {
                break;
            }
        }

        BinaryPrimitives.WriteUInt16BigEndian(packet[at..], (ushort)topic);
        at += 2 + Encoding.UTF8.GetBytes(message.Topic, packet[(at + 2)..]);
        BinaryPrimitives.WriteUInt16BigEndian(packet[at..], (ushort)packetId);
        message.Payload.Span.CopyTo(packet[(at + 2)..]);
        bytes.Advance(at + 2 + message.Payload.Length);
    }

    private async Task ReadAsync(Stream stream, bool[] answered, CancellationToken cancellation)
    {
        const int Answer = 4;
        byte[] bytes = new byte[WriteAt];
        int held = 0;
        int left = answered.Count(one => !one);
        while (left > 0)
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_options.AnswerTimeout);
            int read;
            try
            {
                read = await stream.ReadAsync(bytes.AsMemory(held), limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException("The broker does not answer.");
            }

            if (read == 0)
            {
                throw new EndOfStreamException("The broker closed the connection.");
            }

            held += read;
            int at = 0;
            for (; held - at >= Answer; at += Answer)
            {
                int place = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2)) - 1;
                if (bytes[at] >> 4 != (int)PacketType.PublishAnswer || place < 0 || place >= answered.Length)
                {
                    throw MqttException.Protocol(MqttReason.ProtocolError, "an answer to nothing that was sent.");
                }

                left -= answered[place] ? 0 : 1;
                answered[place] = true;
            }

            bytes.AsSpan(at, held - at).CopyTo(bytes);
            held -= at;
        }
    }
}
