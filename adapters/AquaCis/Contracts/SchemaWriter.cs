using System.Xml;

namespace Strangler.AquaCis.Contracts;

/// <summary>Publishes one namespace of a service as XML Schema.</summary>
internal static class SchemaWriter
{
    private const string Xs = PrimitiveType.SchemaNamespace;

    public static void Write(XmlWriter xml, ServiceContract service, WireSchema schema)
    {
        xml.WriteStartElement("xs", "schema", Xs);
        if (schema.DeclaresForm)
        {
            xml.WriteAttributeString("attributeFormDefault", "unqualified");
            xml.WriteAttributeString("elementFormDefault", "unqualified");
        }

        xml.WriteAttributeString("targetNamespace", schema.Namespace);
        WsdlWriter.WriteOptional(xml, "version", schema.Version);
        foreach (string imported in schema.Imports)
        {
            xml.WriteStartElement("import", Xs);
            xml.WriteAttributeString("namespace", imported);
            xml.WriteEndElement();
        }

        foreach (WireElement element in schema.Elements)
        {
            WriteElement(xml, service, element);
        }

        foreach (WireType type in schema.Types)
        {
            WriteType(xml, service, type);
        }

        xml.WriteEndElement();
    }

    /// <summary>A name as the WSDL writes it, with the prefix its schema is declared under.</summary>
    public static string Qualify(ServiceContract service, string ns, string name) =>
        ns == Xs ? "xs:" + name : service.Schemas.First(schema => schema.Namespace == ns).Prefix + ":" + name;

    private static void WriteElement(XmlWriter xml, ServiceContract service, WireElement element)
    {
        xml.WriteStartElement("element", Xs);
        xml.WriteAttributeString("name", element.Name);
        WsdlWriter.WriteOptional(xml, "nillable", element.Nillable ? "true" : null);
        if (element.Type.Name is { } name)
        {
            xml.WriteAttributeString("type", Qualify(service, element.Type.Namespace, name));
        }
        else
        {
            WriteType(xml, service, element.Type);
        }

        xml.WriteEndElement();
    }

    private static void WriteType(XmlWriter xml, ServiceContract service, WireType type)
    {
        if (type is RecordType record)
        {
            WriteRecord(xml, service, record);
        }
        else if (type is EnumeratedType enumerated)
        {
            WriteEnumeration(xml, enumerated);
        }
    }

    private static void WriteRecord(XmlWriter xml, ServiceContract service, RecordType record)
    {
        xml.WriteStartElement("complexType", Xs);
        WsdlWriter.WriteOptional(xml, "name", record.Name);
        WsdlWriter.WriteOptional(xml, "abstract", record.IsAbstract ? "true" : null);
        if (record.Base is { } parent)
        {
            xml.WriteStartElement("complexContent", Xs);
            xml.WriteStartElement("extension", Xs);
            xml.WriteAttributeString("base", Qualify(service, parent.Namespace, parent.Name!));
        }

        xml.WriteStartElement("sequence", Xs);
        foreach (WireField field in record.OwnFields)
        {
            WriteField(xml, service, field);
        }

        xml.WriteEndElement();
        if (record.Base is not null)
        {
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteField(XmlWriter xml, ServiceContract service, WireField field)
    {
        xml.WriteStartElement("element", Xs);
        if (field.Reference is { } target)
        {
            xml.WriteAttributeString("ref", Qualify(service, target.Namespace, target.Name));
        }
        else
        {
            xml.WriteAttributeString("name", field.Name);
            xml.WriteAttributeString("type", Qualify(service, field.Type.Namespace, field.Type.Name!));
            WsdlWriter.WriteOptional(xml, "nillable", field.Nillable ? "true" : null);
        }

        WsdlWriter.WriteOptional(xml, "minOccurs", field.MinOccurs == 0 ? "0" : null);
        WsdlWriter.WriteOptional(xml, "maxOccurs", field.Unbounded ? "unbounded" : null);
        xml.WriteEndElement();
    }

    private static void WriteEnumeration(XmlWriter xml, EnumeratedType type)
    {
        xml.WriteStartElement("simpleType", Xs);
        xml.WriteAttributeString("name", type.Name);
        xml.WriteStartElement("restriction", Xs);
        xml.WriteAttributeString("base", "xs:string");
        foreach (string value in type.Values)
        {
            xml.WriteStartElement("enumeration", Xs);
            xml.WriteAttributeString("value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
