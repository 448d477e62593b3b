namespace Strangler.Meters.Mqtt.Wire;

/// <summary>The properties of an MQTT 5 packet: every one is checked for its shape, those we use are kept.</summary>
internal sealed class PropertyReader
{
    public uint? SessionExpiry { get; private set; }

    public ushort? ServerKeepAlive { get; private set; }

    public ushort? ReceiveMaximum { get; private set; }

    public uint? MaximumPacket { get; private set; }

    public ushort? TopicAlias { get; private set; }

    public string? ReasonText { get; private set; }

    /// <summary>Reads their length and them. Null where there are none, which is the usual.</summary>
    public static PropertyReader? Read(scoped ref WireReader reader)
    {
        int length = reader.VariableInt();
        if (length == 0)
        {
            return null;
        }

        PropertyReader found = new();
        WireReader properties = new(reader.Take(length));
        while (properties.Left > 0)
        {
            found.ReadOne(ref properties);
        }

        return found;
    }

    private void ReadOne(scoped ref WireReader reader)
    {
        int id = reader.VariableInt();
        switch (id)
        {
            case 0x11: SessionExpiry = reader.Int(); break;
            case 0x13: ServerKeepAlive = reader.Short(); break;
            case 0x1F: ReasonText = reader.String(); break;
            case 0x21: ReceiveMaximum = reader.Short(); break;
            case 0x23: TopicAlias = reader.Short(); break;
            case 0x27: MaximumPacket = reader.Int(); break;
            default: Skip(id, ref reader); break;
        }
    }

    private static void Skip(int id, scoped ref WireReader reader)
    {
        switch (id)
        {
            case 0x01 or 0x17 or 0x19 or 0x24 or 0x25 or 0x28 or 0x29 or 0x2A:
                reader.Byte();
                break;
            case 0x22:
                reader.Short();
                break;
            case 0x02 or 0x18:
                reader.Int();
                break;
            case 0x0B:
                reader.VariableInt();
                break;
            case 0x03 or 0x08 or 0x12 or 0x15 or 0x1A or 0x1C:
                reader.Text();
                break;
            case 0x09 or 0x16:
                reader.Binary();
                break;
            case 0x26:
                reader.Text();
                reader.Text();
                break;
            default:
                throw MqttException.Protocol(MqttReason.MalformedPacket, $"a property {id} that does not exist.");
        }
    }
}
