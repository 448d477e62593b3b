using System.Text;

namespace Strangler.AquaCis.Contracts;

/// <summary>A field's tags as they go over the wire, made once.</summary>
internal sealed class WireTag
{
    public WireTag(WireField field)
    {
        string written = field.IsQualified ? "ns2:" + field.Name : field.Name;
        Name = Encoding.UTF8.GetBytes(field.Name);
        Open = Encoding.UTF8.GetBytes("<" + written);
        Close = Encoding.UTF8.GetBytes("</" + written + ">");
    }

    /// <summary>Local name.</summary>
    public byte[] Name { get; }

    /// <summary>Up to where attributes would stand: the bracket that ends it is still to come.</summary>
    public byte[] Open { get; }

    public byte[] Close { get; }
}
