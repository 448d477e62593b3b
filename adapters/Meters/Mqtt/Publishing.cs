using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Meters.Mqtt;

/// <summary>What was sent and waits for the broker's answer, by packet id.</summary>
internal sealed class Publishing
{
    private readonly Dictionary<ushort, TaskCompletionSource<MqttReason>> _waiting = [];
    private MqttException? _end;
    private ushort _last;

    /// <summary>An id that is not 0 and not in use. Fewer than all ids are ever in use.</summary>
    public (ushort PacketId, Task<MqttReason> Answer) Begin()
    {
        TaskCompletionSource<MqttReason> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_end is not null)
            {
                answer.SetResult(MqttReason.ConnectionLost);
                return (1, answer.Task);
            }

            do
            {
                _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1);
            }
            while (!_waiting.TryAdd(_last, answer));
            return (_last, answer.Task);
        }
    }

    /// <summary>An answer that nobody waits for any more is none of our business.</summary>
    public void Answer(ushort packetId, MqttReason reason)
    {
        TaskCompletionSource<MqttReason>? answer;
        lock (_waiting)
        {
            _waiting.Remove(packetId, out answer);
        }

        answer?.SetResult(reason);
    }

    /// <summary>The connection has ended: no answer comes.</summary>
    public void End(MqttException end)
    {
        TaskCompletionSource<MqttReason>[] left;
        lock (_waiting)
        {
            _end = end;
            left = [.. _waiting.Values];
            _waiting.Clear();
        }

        Array.ForEach(left, answer => answer.SetResult(MqttReason.ConnectionLost));
    }
}
