using System.Text;
using System.Xml;

namespace Strangler.AquaCis.Contracts;

/// <summary>Publishes a service as its WSDL 1.1: the same by meaning as the one AquaCIS publishes.</summary>
public static class WsdlWriter
{
    private const string Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private const string Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private const string SoapOverHttp = "http://schemas.xmlsoap.org/soap/http";
    private const string Addressing = "http://www.w3.org/2006/05/addressing/wsdl";

    /// <param name="address">Where callers reach the service: the address by which this caller came.</param>
    public static byte[] Write(ServiceContract service, string address)
    {
        using MemoryStream buffer = new();
        using (XmlWriter xml = XmlWriter.Create(
            buffer, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) }))
        {
            WriteDefinitions(xml, service, address);
        }

        return buffer.ToArray();
    }

    private static void WriteDefinitions(XmlWriter xml, ServiceContract service, string address)
    {
        xml.WriteStartElement("wsdl", "definitions", Wsdl);
        xml.WriteAttributeString("xmlns", "soap", null, Soap);
        foreach (WireSchema schema in service.Schemas)
        {
            xml.WriteAttributeString("xmlns", schema.Prefix, null, schema.Namespace);
        }

        WriteOptional(xml, "name", service.Names.Definitions);
        xml.WriteAttributeString("targetNamespace", service.Namespace);
        xml.WriteStartElement("types", Wsdl);
        foreach (WireSchema schema in service.Schemas)
        {
            SchemaWriter.Write(xml, service, schema);
        }

        xml.WriteEndElement();
        WriteMessages(xml, service);
        WritePortType(xml, service);
        WriteBinding(xml, service);
        WriteService(xml, service, address);
        xml.WriteEndElement();
    }

    private static void WriteMessages(XmlWriter xml, ServiceContract service)
    {
        foreach (Operation operation in service.Operations)
        {
            WriteMessage(xml, service, operation.RequestMessage, "parameters", operation.Request);
            WriteMessage(xml, service, operation.ResponseMessage, "parameters", operation.Response);
        }

        foreach (FaultContract fault in service.Faults)
        {
            WriteMessage(xml, service, fault.Name, fault.Name, fault.Detail);
        }
    }

    private static void WriteMessage(XmlWriter xml, ServiceContract service, string name, string part, WireElement root)
    {
        xml.WriteStartElement("message", Wsdl);
        xml.WriteAttributeString("name", name);
        xml.WriteStartElement("part", Wsdl);
        xml.WriteAttributeString("name", part);
        xml.WriteAttributeString("element", SchemaWriter.Qualify(service, root.Namespace, root.Name));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WritePortType(XmlWriter xml, ServiceContract service)
    {
        xml.WriteStartElement("portType", Wsdl);
        xml.WriteAttributeString("name", service.Names.PortType);
        foreach (Operation operation in service.Operations)
        {
            xml.WriteStartElement("operation", Wsdl);
            xml.WriteAttributeString("name", operation.Name);
            WriteDirection(xml, "input", operation.RequestMessage, operation.RequestMessage);
            WriteDirection(xml, "output", operation.ResponseMessage, operation.ResponseMessage);
            foreach (FaultContract fault in operation.Faults)
            {
                WriteDirection(xml, "fault", fault.Name, fault.Name);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteDirection(XmlWriter xml, string direction, string name, string message)
    {
        xml.WriteStartElement(direction, Wsdl);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("message", "tns:" + message);
        xml.WriteEndElement();
    }

    private static void WriteBinding(XmlWriter xml, ServiceContract service)
    {
        xml.WriteStartElement("binding", Wsdl);
        xml.WriteAttributeString("name", service.Names.Binding);
        xml.WriteAttributeString("type", "tns:" + service.Names.PortType);
        if (service.Names.AddressingOptional)
        {
            xml.WriteStartElement("wsaw", "UsingAddressing", Addressing);
            xml.WriteAttributeString("required", Wsdl, "false");
            xml.WriteEndElement();
        }

        xml.WriteStartElement("binding", Soap);
        xml.WriteAttributeString("style", "document");
        xml.WriteAttributeString("transport", SoapOverHttp);
        xml.WriteEndElement();
        foreach (Operation operation in service.Operations)
        {
            WriteBoundOperation(xml, service, operation);
        }

        xml.WriteEndElement();
    }

    private static void WriteBoundOperation(XmlWriter xml, ServiceContract service, Operation operation)
    {
        xml.WriteStartElement("operation", Wsdl);
        xml.WriteAttributeString("name", operation.Name);
        xml.WriteStartElement("operation", Soap);
        xml.WriteAttributeString("soapAction", operation.Action);
        WriteOptional(xml, "style", service.Names.StyleOnBindingOnly ? null : "document");
        xml.WriteEndElement();
        WriteBody(xml, "input", operation.RequestMessage);
        WriteBody(xml, "output", operation.ResponseMessage);
        foreach (FaultContract fault in operation.Faults)
        {
            xml.WriteStartElement("fault", Wsdl);
            xml.WriteAttributeString("name", fault.Name);
            xml.WriteStartElement("fault", Soap);
            xml.WriteAttributeString("name", fault.Name);
            xml.WriteAttributeString("use", "literal");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteBody(XmlWriter xml, string direction, string name)
    {
        xml.WriteStartElement(direction, Wsdl);
        xml.WriteAttributeString("name", name);
        xml.WriteStartElement("body", Soap);
        xml.WriteAttributeString("use", "literal");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteService(XmlWriter xml, ServiceContract service, string address)
    {
        xml.WriteStartElement("service", Wsdl);
        xml.WriteAttributeString("name", service.Names.WsdlService);
        xml.WriteStartElement("port", Wsdl);
        xml.WriteAttributeString("name", service.Names.Port);
        xml.WriteAttributeString("binding", "tns:" + service.Names.Binding);
        xml.WriteStartElement("address", Soap);
        xml.WriteAttributeString("location", address);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    internal static void WriteOptional(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, value);
        }
    }
}
