using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn;

namespace Strangler.Tests.Integration.StandIn;

public sealed class StandInServerTests
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_121_operations_answer_an_empty_request_with_their_own_root_or_a_fault()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        int answered = 0;

        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            (int status, string type, string body) = await standIn.AskAsync(operation.Service, operation.Name);

            XElement content = XDocument.Parse(body).Root!.Element(Soap + "Body")!.Elements().Single();
            XName expected = status == 200
                ? XName.Get(operation.Response.Name, operation.Response.Namespace)
                : Soap + "Fault";
            Assert.Equal((expected, "text/xml;charset=UTF-8"), (content.Name, type));
            Assert.True(status is 200 or 500, $"{operation} answered {status}.");
            answered++;
        }

        Assert.Equal(121, answered);
    }

    [Fact]
    public async Task A_recorded_contract_is_answered_in_the_legacy_wire_shape()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();

        (int status, _, string body) = await standIn.AskAsync(
            RunningStandIn.Debt, "getDeuda", "<tipoIdentificador>CONTRATO</tipoIdentificador><valor>400002</valor>");

        Assert.Equal(200, status);
        Assert.StartsWith(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><ns2:getDeudaResponse "
            + "xmlns:ns2=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\"><return><ns2:resultado>"
            + "<codigoError>0</codigoError><descripcionError>OK</descripcionError></ns2:resultado><deuda>",
            body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wsdl")]
    [InlineData("WSDL")]
    [InlineData("Wsdl")]
    public async Task The_wsdl_has_the_address_that_the_caller_used(string query)
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, $"/comercial/SERVICES/{RunningStandIn.Debt}?{query}");
        request.Headers.Host = "aquacis.example:8443";

        using HttpResponseMessage response = await standIn.Client.SendAsync(request, Cancellation);

        XDocument wsdl = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(
            $"http://aquacis.example:8443/comercial/SERVICES/{RunningStandIn.Debt}",
            wsdl.Root!.Element(Wsdl + "service")!.Descendants().Attributes("location").Single().Value);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task A_request_is_read_in_the_encoding_that_it_declares(string encoding)
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        Encoding used = Encoding.GetEncoding(encoding);
        string text = $"<?xml version='1.0' encoding='{encoding}'?>"
            + RunningStandIn.Envelope(RunningStandIn.Debt, "getDeuda", "<valor>400002</valor><idioma>español</idioma>");

        (int status, _, string body) = await standIn.PostAsync(
            RunningStandIn.Debt, new ByteArrayContent([.. used.GetPreamble(), .. used.GetBytes(text)]));

        Assert.Equal(200, status);
        Assert.Contains("<codigoError>0</codigoError>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no xml at all")]
    [InlineData("<a/>")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header/></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><x/></e:Body></e:Envelope>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    public async Task What_cannot_be_read_is_the_callers_fault(string text)
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();

        (int status, _, string body) = await standIn.PostAsync(RunningStandIn.Debt, new StringContent(text));

        Assert.Equal(500, status);
        Assert.Contains("<faultcode>soap:Client</faultcode><faultstring>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        string longField = new('9', 11 * 1024 * 1024);
        using HttpRequestMessage request = new(HttpMethod.Post, RunningStandIn.PathOf(RunningStandIn.Debt));
        request.Content = new StringContent(
            RunningStandIn.Envelope(RunningStandIn.Debt, "getDeuda", $"<valor>{longField}</valor>"));
        // Else the caller may still be sending when it is refused, and see a closed connection instead.
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await standIn.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains(
            "<faultcode>soap:Client</faultcode>", await response.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_methods_are_not_served()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync("Other?wsdl"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusOfAsync(RunningStandIn.Debt));

        async Task<HttpStatusCode> StatusOfAsync(string service)
        {
            using HttpResponseMessage response =
                await standIn.Client.GetAsync(RunningStandIn.PathOf(service), Cancellation);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_payment_is_there_for_the_next_caller()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        string reference = UnpaidReference();
        string question = $"<tipoIdentificador>REFERENCIA</tipoIdentificador><valor>{reference}</valor>";

        decimal before = await OwedAsync();
        await standIn.AskAsync(RunningStandIn.Debt, "cobrarReferencia", $"<referencia>{reference}</referencia>");

        Assert.True(before > 0, "The contract owes nothing.");
        Assert.Equal(0m, await OwedAsync());

        async Task<decimal> OwedAsync()
        {
            (_, _, string body) = await standIn.AskAsync(RunningStandIn.Debt, "getDeuda", question);
            return decimal.Parse(
                XDocument.Parse(body).Descendants("deudaTotal").Single().Value, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_so()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        StandInOptions second = new()
        {
            ExtractDirectory = RunningStandIn.SampleFolder,
            Port = standIn.Address.Port,
        };

        IOException error =
            await Assert.ThrowsAnyAsync<IOException>(() => StandInServer.StartAsync(second, Cancellation));

        Assert.Contains("address already in use", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Of an invoice of the sample that no payment names.</summary>
    private static string UnpaidReference()
    {
        HashSet<string> paid = [.. RowsOf("opedesglos").Select(row => row[6])];
        return RowsOf("referencia").First(row => !paid.Contains(row[0]) && row[4] != "0")[5];
    }

    private static IEnumerable<string[]> RowsOf(string table) =>
        File.ReadLines(Path.Combine(RunningStandIn.SampleFolder, table + ".csv")).Skip(1).Select(row => row.Split(','));
}
