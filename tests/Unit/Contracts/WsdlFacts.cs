using System.Xml.Linq;

namespace Strangler.Tests.Unit.Contracts;

/// <summary>
/// What a WSDL means, as a set of plain sentences: two WSDLs mean the same when their sentences are equal. Prefixes,
/// order of declarations, comments and the address do not count; the order of fields does.
/// </summary>
internal static class WsdlFacts
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    public static SortedSet<string> Of(XDocument document)
    {
        XElement root = document.Root!;
        SortedSet<string> facts = new(StringComparer.Ordinal)
        {
            $"definitions {(string?)root.Attribute("name")} {(string?)root.Attribute("targetNamespace")}",
        };
        foreach (XElement schema in root.Elements(Wsdl + "types").Elements(Xs + "schema"))
        {
            facts.UnionWith(OfSchema(schema));
        }

        facts.UnionWith(root.Elements(Wsdl + "message").Select(OfMessage));
        facts.UnionWith(root.Elements(Wsdl + "portType").SelectMany(OfPortType));
        facts.UnionWith(root.Elements(Wsdl + "binding").SelectMany(OfBinding));
        facts.UnionWith(root.Elements(Wsdl + "service").SelectMany(OfService));
        return facts;
    }

    /// <summary>The names of the operations of all port types.</summary>
    public static IReadOnlyList<string> Operations(XDocument document) =>
        [.. document.Root!.Elements(Wsdl + "portType").Elements(Wsdl + "operation").Select(Name)];

    /// <summary>How many elements and types the schemas declare at their top.</summary>
    public static int SchemaComponents(XDocument document) => document.Root!.Elements(Wsdl + "types")
        .Elements(Xs + "schema").Elements().Count(component => component.Name != Xs + "import");

    private static IEnumerable<string> OfSchema(XElement schema)
    {
        string ns = (string)schema.Attribute("targetNamespace")!;
        yield return $"schema {ns} version={(string?)schema.Attribute("version")} "
            + $"form={(string?)schema.Attribute("elementFormDefault")}"
            + $"/{(string?)schema.Attribute("attributeFormDefault")}";
        foreach (XElement component in schema.Elements())
        {
            yield return component.Name == Xs + "import"
                ? $"schema {ns} imports {(string?)component.Attribute("namespace")}"
                : $"{component.Name.LocalName} {{{ns}}}{Name(component)} = {Describe(component)}";
        }
    }

    /// <summary>Everything a component says, in order: nothing that is in the document is left out.</summary>
    private static string Describe(XElement element)
    {
        IEnumerable<string> attributes = element.Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name != "name")
            .Select(attribute => $"{attribute.Name}={ValueOf(attribute)}")
            .Where(text => text is not ("minOccurs=1" or "maxOccurs=1" or "nillable=false" or "abstract=false"))
            .Order(StringComparer.Ordinal);
        IEnumerable<string> children = element.Elements()
            .Select(child => $"{child.Name.LocalName} {(string?)child.Attribute("name")} {Describe(child)}");
        return $"[{string.Join(' ', attributes)}]{{{string.Join("; ", children)}}}";
    }

    private static string ValueOf(XAttribute attribute) =>
        attribute.Name.LocalName is "type" or "ref" or "base"
            ? Resolve(attribute.Parent!, attribute.Value)
            : attribute.Value;

    private static string OfMessage(XElement message) => $"message {Name(message)}: " + string.Join(", ", message
        .Elements(Wsdl + "part")
        .Select(part => $"{Name(part)} {Resolve(part, (string)part.Attribute("element")!)}"));

    private static IEnumerable<string> OfPortType(XElement portType) => portType.Elements(Wsdl + "operation").Select(
        operation => $"portType {Name(portType)} operation {Name(operation)}: " + string.Join(", ", operation.Elements()
            .Select(direction => $"{direction.Name.LocalName} {(string?)direction.Attribute("name")} "
                + Resolve(direction, (string)direction.Attribute("message")!))));

    private static IEnumerable<string> OfBinding(XElement binding)
    {
        string name = $"binding {Name(binding)}";
        yield return $"{name} of {Resolve(binding, (string)binding.Attribute("type")!)}: " + string.Join(", ", binding
            .Elements().Where(element => element.Name.Namespace != Wsdl).Select(Extension));
        foreach (XElement operation in binding.Elements(Wsdl + "operation"))
        {
            yield return $"{name} operation {Name(operation)}: " + string.Join(", ", operation.Elements().Select(
                part => part.Name.Namespace == Wsdl
                    ? $"{part.Name.LocalName} {(string?)part.Attribute("name")} "
                        + string.Join(' ', part.Elements().Select(Extension))
                    : Extension(part)));
        }
    }

    private static IEnumerable<string> OfService(XElement service) => service.Elements(Wsdl + "port").Select(
        port => $"service {Name(service)} port {Name(port)} "
            + $"{Resolve(port, (string)port.Attribute("binding")!)} at path "
            + new Uri((string)port.Element(Soap + "address")!.Attribute("location")!).AbsolutePath);

    private static string Extension(XElement element) => $"{element.Name} " + string.Join(' ', element.Attributes()
        .Where(attribute => !attribute.IsNamespaceDeclaration)
        .Select(attribute => $"{attribute.Name}={attribute.Value}")
        .Order(StringComparer.Ordinal));

    private static string Resolve(XElement scope, string qualified)
    {
        int colon = qualified.IndexOf(':', StringComparison.Ordinal);
        XNamespace? ns = colon < 0 ? scope.GetDefaultNamespace() : scope.GetNamespaceOfPrefix(qualified[..colon]);
        return $"{{{ns}}}{qualified[(colon + 1)..]}";
    }

    private static string Name(XElement element) => (string?)element.Attribute("name") ?? "";
}
