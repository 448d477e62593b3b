using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Classification;

namespace Strangler.Tests.Unit.Gateway;

public sealed class ClassifierTests
{
    private static readonly Classifier Classifier = new();

    public static TheoryData<string> Encodings =>
        new("utf-8", "utf-8 with mark", "utf-16", "utf-16BE", "utf-16 bare", "iso-8859-1");

    [Fact]
    public void Every_operation_is_known_by_its_service_and_its_element()
    {
        foreach (ServiceContract service in ContractCatalog.AquaCis.Services)
        {
            foreach (Operation operation in service.Operations)
            {
                Assert.Same(operation, Known(service, Envelope(service.Namespace, operation.Request.Name)));
            }
        }
    }

    [Fact]
    public void The_same_element_is_another_operation_at_another_service()
    {
        byte[] envelope = Envelope("http://occamWS.ejb.negocio.occam.agbar.com", "getContrato");
        ServiceContract readings = ContractCatalog.AquaCis.FindService("InterfazOficinaVirtualClientesWS")!;
        ServiceContract contracts = ContractCatalog.AquaCis.FindService("InterfazGenericaContratacionWS")!;
        Assert.Equal("InterfazOficinaVirtualClientesWS", Known(readings, envelope).Service);
        Assert.Equal("InterfazGenericaContratacionWS", Known(contracts, envelope).Service);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Any_declared_encoding_is_read(string name)
    {
        ServiceContract debt = ContractCatalog.AquaCis.FindService("InterfazGenericaGestionDeudaWS")!;
        string text = Encoding.UTF8.GetString(Envelope(debt.Namespace, "getDeuda", "<w>año ñandú</w>"));
        byte[] bytes = name switch
        {
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "utf-16BE" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "utf-16 bare" => Encoding.Unicode.GetBytes(text),
            "iso-8859-1" => Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?>" + text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        Assert.Equal("getDeuda", Known(debt, bytes).Name);
    }

    [Fact]
    public void A_namespace_written_with_character_references_is_the_same_namespace()
    {
        ServiceContract debt = ContractCatalog.AquaCis.FindService("InterfazGenericaGestionDeudaWS")!;
        string written = debt.Namespace.Replace(":", "&#58;", StringComparison.Ordinal);
        Assert.Equal("getDeuda", Known(debt, Envelope(written, "getDeuda")).Name);
    }

    [Fact]
    public void An_element_of_another_service_is_refused_by_name()
    {
        ServiceContract debt = ContractCatalog.AquaCis.FindService("InterfazGenericaGestionDeudaWS")!;
        Classified classified = Classifier.Classify(debt, Envelope("urn:other", "getDeuda"));
        Assert.Equal(
            "Message part {urn:other}getDeuda was not recognized.  (Does it exist in service WSDL?)",
            Assert.IsType<Classified.Refused>(classified).Refusal.Fault.Message);
    }

    private static Operation Known(ServiceContract service, byte[] envelope) =>
        Assert.IsType<Classified.Known>(Classifier.Classify(service, envelope)).Operation;

    private static byte[] Envelope(string ns, string name, string header = "") => Encoding.UTF8.GetBytes(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>" + header
        + $"</s:Header><s:Body><o:{name} xmlns:o=\"{ns}\"><año/></o:{name}></s:Body></s:Envelope>");
}
