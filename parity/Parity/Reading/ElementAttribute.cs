namespace Strangler.Parity.Reading;

/// <summary>An attribute. The value of xsi:type is its resolved name, <c>{namespace}local</c>.</summary>
internal sealed record ElementAttribute(string Namespace, string Name, string Value)
{
    /// <summary>As differences name it.</summary>
    public string Step => Namespace switch
    {
        "" => $"@{Name}",
        XmlNames.SchemaInstance => $"@xsi:{Name}",
        XmlNames.Xml => $"@xml:{Name}",
        _ => $"@{{{Namespace}}}{Name}",
    };

    /// <summary>What it says is about the markup, never about a person.</summary>
    public bool IsOfTheMarkup => Namespace is XmlNames.SchemaInstance or XmlNames.Xml;
}
