using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.Contracts;

/// <summary>Our contract model against the WSDLs that AquaCIS publishes.</summary>
public sealed class PublishedContractTests(ITestOutputHelper output)
{
    private static readonly (string File, string Service)[] Published =
    [
        ("contracts", "InterfazGenericaContratacionWS"),
        ("debt", "InterfazGenericaGestionDeudaWS"),
        ("meters", "InterfazGenericaContadoresWS"),
        ("readings", "InterfazOficinaVirtualClientesWS"),
        ("work-orders", "InterfazGenericaOrdenesServicioWS"),
    ];

    [Theory]
    [InlineData("contracts")]
    [InlineData("debt")]
    [InlineData("meters")]
    [InlineData("readings")]
    [InlineData("work-orders")]
    public void Our_wsdl_means_what_the_published_one_means(string file)
    {
        XDocument theirs = XDocument.Load(Repository.Shared($"wsdl/{file}.wsdl"));
        XDocument ours = Ours(file);
        SortedSet<string> expected = WsdlFacts.Of(theirs);
        SortedSet<string> actual = WsdlFacts.Of(ours);

        IEnumerable<string> differences = expected.Except(actual).Select(fact => $"missing: {fact}")
            .Concat(actual.Except(expected).Select(fact => $"invented: {fact}"));
        Assert.Empty(differences);
        Assert.Equal(WsdlFacts.SchemaComponents(theirs), WsdlFacts.SchemaComponents(ours));
        output.WriteLine($"{file}: {WsdlFacts.Operations(ours).Count} operations, "
            + $"{WsdlFacts.SchemaComponents(ours)} schema components, {actual.Count} facts equal.");
    }

    [Fact]
    public void All_121_operations_are_in_the_model_and_in_published_order()
    {
        foreach ((string file, string service) in Published)
        {
            XDocument theirs = XDocument.Load(Repository.Shared($"wsdl/{file}.wsdl"));
            IEnumerable<string> ours = ContractCatalog.AquaCis.FindService(service)!.Operations.Select(
                known => known.Name);
            Assert.Equal(WsdlFacts.Operations(theirs), ours);
        }

        Assert.Equal(121, ContractCatalog.AquaCis.Operations.Count);
        Assert.Equal(Enumerable.Range(0, 121), ContractCatalog.AquaCis.Operations.Select(operation => operation.Index));
    }

    [Theory]
    [InlineData("solicitudAcometida")]
    [InlineData("solicitudAltaSuministro")]
    [InlineData("solicitudBajaSuministro")]
    [InlineData("solicitudCambioTitularContrato")]
    [InlineData("solicitudSubrogacionContrato")]
    public void An_element_without_operation_is_published_but_not_callable(string name)
    {
        ServiceContract contracts = ContractCatalog.AquaCis.FindService("InterfazGenericaContratacionWS")!;
        Assert.Contains(contracts.Schemas.SelectMany(schema => schema.Elements), element => element.Name == name);
        Assert.Null(contracts.Find(contracts.Namespace, name));
    }

    [Fact]
    public void Queries_and_commands_are_those_of_the_operation_list()
    {
        string[] lines = File.ReadAllLines(Repository.Shared("aquacis/operations.csv"));
        foreach (string[] row in lines.Skip(1).Select(line => line.Split(',')))
        {
            Operation operation = ContractCatalog.AquaCis.Find(row[0], row[2]);
            Assert.Equal(row[4] == "write", operation.Kind == OperationKind.Command);
        }

        Assert.Equal(122, lines.Length);
    }

    [Theory]
    [InlineData("nillable=\"true\"", "nillable=\"false\"")]
    [InlineData("minOccurs=\"0\"", "minOccurs=\"1\"")]
    [InlineData("maxOccurs=\"unbounded\"", "maxOccurs=\"1\"")]
    [InlineData("type=\"xs:decimal\"", "type=\"xs:double\"")]
    [InlineData("name=\"reultado\"", "name=\"resultado\"")]
    [InlineData("abstract=\"true\"", "abstract=\"false\"")]
    [InlineData("ref=\"tns:resultado\"", "name=\"resultado\" type=\"tns:resultadoDTO\"")]
    [InlineData("soapAction=\"getDeuda\"", "soapAction=\"\"")]
    [InlineData("base=\"tns:genericoDTO\"", "base=\"tns:deuda\"")]
    [InlineData("<xs:element name=\"codigoError\" type=\"xs:int\" />", "")]
    [InlineData("message=\"tns:getDeudaResponse\"", "message=\"tns:getDeudaContratoResponse\"")]
    public void The_comparison_sees_any_difference(string text, string changed)
    {
        string wsdl = Encoding.UTF8.GetString(Written("debt"));
        int place = wsdl.IndexOf(text, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{text} is not in the WSDL.");

        string other = string.Concat(wsdl.AsSpan(0, place), changed, wsdl.AsSpan(place + text.Length));
        Assert.NotEqual(WsdlFacts.Of(XDocument.Parse(wsdl)), WsdlFacts.Of(XDocument.Parse(other)));
    }

    [Fact]
    public void The_comparison_sees_a_changed_order_of_fields()
    {
        string wsdl = Encoding.UTF8.GetString(Written("debt"));
        XDocument other = XDocument.Parse(wsdl);
        XElement field = other.Descendants().First(element => (string?)element.Attribute("name") == "ciclosTotales");
        field.ElementsBeforeSelf().Last().AddBeforeSelf(new XElement(field));
        field.Remove();
        Assert.NotEqual(WsdlFacts.Of(XDocument.Parse(wsdl)), WsdlFacts.Of(other));
    }

    [Fact]
    public void The_address_is_the_one_the_caller_used()
    {
        byte[] wsdl = WsdlWriter.Write(ContractCatalog.AquaCis.Services[0], "https://gateway.example:8443/x");
        Assert.Contains(
            "location=\"https://gateway.example:8443/x\"", Encoding.UTF8.GetString(wsdl), StringComparison.Ordinal);
    }

    private static XDocument Ours(string file) => XDocument.Load(new MemoryStream(Written(file)));

    private static byte[] Written(string file)
    {
        string service = Published.Single(pair => pair.File == file).Service;
        return WsdlWriter.Write(
            ContractCatalog.AquaCis.FindService(service)!, "http://localhost" + ContractCatalog.ServicesPath + service);
    }
}
