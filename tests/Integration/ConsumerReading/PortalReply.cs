using System.Xml;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>
/// How the portals (browser and Node) read a reply: a DOM, one look-up of the response element by its qualified name,
/// then a tree by local names. Where the look-up finds nothing, the tree starts at the envelope, as they expect.
/// </summary>
internal sealed class PortalReply
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly XmlDocument _document = new() { XmlResolver = null };

    public PortalReply(SoapAnswer answer)
    {
        if (answer.Status >= 400)
        {
            throw new HttpRequestException($"The portal gives up at status {answer.Status}.");
        }

        _document.LoadXml(answer.Text);
    }

    /// <summary>As <c>getElementsByTagName</c>: by qualified name, prefix and all.</summary>
    public IReadOnlyList<XmlElement> ByQualifiedName(string name) =>
        [.. _document.GetElementsByTagName(name).Cast<XmlElement>()];

    /// <param name="path">Local names below the root that the portal settled on, between dots; first of each.</param>
    /// <param name="responseName">The name the portal looks up first.</param>
    /// <returns>Null for what is missing, nil or empty.</returns>
    public string? Find(string responseName, string path)
    {
        XmlElement? here = ByQualifiedName(responseName) is [XmlElement found, ..] ? found : _document.DocumentElement;
        foreach (string step in path.Split('.'))
        {
            here = here?.ChildNodes.OfType<XmlElement>().FirstOrDefault(child => child.LocalName == step);
        }

        bool nothing = here is null or { InnerText: "" } || here.GetAttribute("nil", InstanceNamespace) == "true";
        return nothing ? null : here!.InnerText;
    }
}
