using System.Runtime.InteropServices;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Meters.Mqtt;

/// <summary>Turns bytes, however they are cut, into messages in the inbox and calls for the other packets.</summary>
/// <param name="control">Called with each packet that is no message, header and body.</param>
internal sealed class Inflow(MqttOptions options, Inbox inbox, MqttCounters counters, ControlHandler control)
    : IDisposable
{
    private const int BlockSize = 65_536;
    private readonly List<MqttMessage> _parsed = [];
    private ReceiveBlock _block = ReceiveBlock.Rent(BlockSize);
    private int _start;
    private int _end;
    private int _needed;

    /// <summary>Set when the broker has accepted us: before, it may not send messages.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Room()
    {
        if (_end == _block.Length || _start + _needed > _block.Length)
        {
            ReceiveBlock next = ReceiveBlock.Rent(Math.Max(BlockSize, _needed));
            _block.Memory.Span[_start.._end].CopyTo(next.Memory.Span);
            _block.Release();
            (_block, _start, _end) = (next, 0, _end - _start);
        }

        return _block.Memory[_end..];
    }

    /// <summary>Reads the packets that so many more bytes complete.</summary>
    /// <exception cref="MqttException">One that may not be; those before it are in the inbox.</exception>
    public void Advance(int count)
    {
        _end += count;
        try
        {
            ReadPackets();
        }
        finally
        {
            if (_parsed.Count > 0)
            {
                Deliver();
            }
        }

        if (options.Version == MqttVersion.Five && inbox.Unacknowledged > options.ReceiveMaximum)
        {
            // mosquitto 2.0 does it. To end the connection would bring the same again: reading stops instead.
            counters.AddOverReceiveMaximum();
        }
    }

    public void Dispose() => _block.Release();

    private void ReadPackets()
    {
        _needed = 0;
        while (FrameHeader.TryRead(_block.Memory.Span[_start.._end], out FrameHeader header))
        {
            if (header.Total > options.MaximumPacket)
            {
                throw MqttException.Protocol(
                    MqttReason.PacketTooLarge,
                    $"a packet of {header.Total} bytes, more than {options.MaximumPacket}.");
            }

            if (_end - _start < header.Total)
            {
                _needed = header.Total;
                return;
            }

            Memory<byte> body = _block.Memory.Slice(_start + header.Length, header.Remaining);
            _start += header.Total;
            Handle(header, body);
        }
    }

    private void Handle(FrameHeader header, Memory<byte> body)
    {
        if (header.Type != PacketType.Publish)
        {
            control(header, body.Span);
        }
        else if (IsOpen)
        {
            _parsed.Add(PublishReader.Read(header, body, options.Version));
        }
        else
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, "a message before its greeting.");
        }
    }

    private void Deliver()
    {
        int duplicates = 0;
        foreach (ref readonly MqttMessage message in CollectionsMarshal.AsSpan(_parsed))
        {
            duplicates += message.Duplicate ? 1 : 0;
        }

        counters.AddReceived(_parsed.Count, duplicates);
        inbox.Add(CollectionsMarshal.AsSpan(_parsed), _block);
        _parsed.Clear();
    }
}
