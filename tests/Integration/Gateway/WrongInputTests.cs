using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

public sealed class WrongInputTests
{
    private const string Dtd = "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;&b;&b;\">]>";

    [Theory]
    [InlineData("", "soap:Client", "not XML")]
    [InlineData("{\"contrato\":1}", "soap:Client", "not XML")]
    [InlineData("<a/>", "soap:Client", "not a SOAP 1.1 envelope")]
    [InlineData("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>", "soap:Client", "no Body")]
    [InlineData("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>",
        "soap:Client", "empty")]
    [InlineData(
        Dtd + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">", "soap:Client", "document type")]
    [InlineData("<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\">", "soap:VersionMismatch", "SOAP 1.2")]
    public async Task What_is_no_request_gets_a_fault(string body, string code, string text)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        Answered answer = await gateway.PostAsync(RunningGateway.DebtPath, body);
        Assert.Equal(500, answer.Status);
        Assert.Equal(code, answer.Fault().Code);
        Assert.Contains(text, answer.Fault().Text, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData("InterfazGenericaGestionDeudaWS", "urn:x", "getDeuda")]
    [InlineData("InterfazGenericaContratacionWS", "http://occamWS.ejb.negocio.occam.agbar.com", "solicitudAcometida")]
    [InlineData(
        "InterfazGenericaContratacionWS", "http://occamWS.ejb.negocio.occam.agbar.com", "solicitudAltaSuministro")]
    [InlineData(
        "InterfazGenericaContratacionWS", "http://occamWS.ejb.negocio.occam.agbar.com", "solicitudBajaSuministro")]
    [InlineData("InterfazGenericaContratacionWS", "http://occamWS.ejb.negocio.occam.agbar.com",
        "solicitudCambioTitularContrato")]
    [InlineData(
        "InterfazGenericaContratacionWS", "http://occamWS.ejb.negocio.occam.agbar.com", "solicitudSubrogacionContrato")]
    public async Task An_element_no_operation_takes_gets_the_fault_legacy_gives(string service, string ns, string name)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        Answered answer = await gateway.PostAsync(
            "/Comercial/services/" + service, Envelopes.Body($"<x:{name} xmlns:x=\"{ns}\"/>"));
        Assert.Equal(500, answer.Status);
        Assert.Equal(
            ("soap:Client", $"Message part {{{ns}}}{name} was not recognized.  (Does it exist in service WSDL?)"),
            answer.Fault());
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData("POST", "/Comercial/services/NoSuchWS", 404)]
    [InlineData("POST", "/Comercial/services/", 404)]
    [InlineData("GET", "/Comercial/services/NoSuchWS?wsdl", 404)]
    [InlineData("GET", RunningGateway.DebtPath, 405)]
    [InlineData("GET", RunningGateway.DebtPath + "?xsd=1", 405)]
    [InlineData("PUT", RunningGateway.DebtPath, 405)]
    [InlineData("DELETE", RunningGateway.DebtPath, 405)]
    public async Task A_wrong_address_or_method_gets_its_status_and_a_fault(string method, string path, int status)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        Answered answer = await gateway.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(status, answer.Status);
        Assert.Equal("soap:Client", answer.Fault().Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused(bool chunked)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Intake:BodyLimit=100000");
        string body = Envelopes.Body($"<int:getDeuda><valor>{new string('1', 200_000)}</valor></int:getDeuda>");
        string head = $"POST {RunningGateway.DebtPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {body.Length}\r\n\r\n");
        string sent = chunked ? $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : body;

        string answer = await ExchangeAsync(gateway, head, sent);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("<faultcode>soap:Client</faultcode>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_beyond_the_prefix_is_refused_and_one_within_a_large_header_is_not()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Intake:PrefixLimit=20000");
        Answered beyond = await gateway.PostAsync(
            RunningGateway.DebtPath, Envelopes.Body("<int:getDeuda/>", $"<h>{new string('h', 30_000)}</h>"));
        Answered within = await gateway.PostAsync(
            RunningGateway.DebtPath, Envelopes.Body("<int:getDeuda/>", $"<h>{new string('h', 19_000)}</h>"));
        Assert.Contains("first 20000 bytes", beyond.Fault().Text, StringComparison.Ordinal);
        Assert.Equal("<ok/>", within.Body);
    }

    [Fact]
    public async Task A_sender_that_stops_is_given_up_with_a_fault()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Intake:PrefixTimeout=00:00:00.300");
        string answer = await ExchangeAsync(
            gateway, $"POST {RunningGateway.DebtPath} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n",
            "<soapenv:Env");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("did not arrive in time", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_stops_after_the_operation_is_known_is_given_up_too()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Intake:SlowSenderGrace=00:00:01.100", "--Intake:SlowestSender=1000");
        string answer = await ExchangeAsync(
            gateway, $"POST {RunningGateway.DebtPath} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n",
            Envelopes.GetDeuda()[..^40]);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("<faultstring>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Byte_by_byte_is_slow_but_no_mistake()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Address.Port, TestContext.Current.CancellationToken);
        client.NoDelay = true;
        string body = Envelopes.GetDeuda();
        string request = $"POST {RunningGateway.DebtPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}";
        foreach (byte one in Encoding.ASCII.GetBytes(request))
        {
            await client.GetStream().WriteAsync(new[] { one }, TestContext.Current.CancellationToken);
        }

        using StreamReader reader = new(client.GetStream());
        Assert.EndsWith(
            "<ok/>", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(body, Encoding.ASCII.GetString(Assert.Single(backend.Requests).Body));
    }

    /// <summary>Sends raw text, and reads until the gateway closes the connection.</summary>
    private static async Task<string> ExchangeAsync(RunningGateway gateway, string head, string body)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        StringBuilder answer = new();
        Task writing = client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(body)).AsTask();
        byte[] buffer = new byte[4096];
        try
        {
            NetworkStream stream = client.GetStream();
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is var read and > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            await writing;
        }
        catch (IOException)
        {
            // The gateway has closed while the rest was still on its way: what it said before counts.
        }

        return answer.ToString();
    }
}
