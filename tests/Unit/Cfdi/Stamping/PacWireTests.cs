using System.Net;
using System.Text;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;

namespace Strangler.Tests.Unit.Cfdi.Stamping;

public sealed class PacWireTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("301", "refused")]
    [InlineData("CFDI40108", "refused")]
    [InlineData("703", "unavailable")]
    [InlineData("708", "unknown")]
    [InlineData("603", "not-found")]
    [InlineData("307", "already-stamped")]
    public async Task Finkoks_incidents_say_what_became_of_it(string code, string outcome)
    {
        Answering answering = new(200, Envelope($"<s0:xml/>{Incident(code)}"));
        Assert.Equal(outcome, (await Stamp("finkok", answering)).Name);
        Assert.Contains(
            "<fk:xml>PGEvPg==</fk:xml><fk:username>u</fk:username>", answering.Sent, StringComparison.Ordinal);
        Assert.Equal("/servicios/soap/stamp.wsdl", answering.Path);
    }

    [Fact]
    public async Task A_stamp_with_warnings_beside_it_is_a_stamp()
    {
        Answering answering = new(200, Envelope(
            "<s0:xml>&lt;a/&gt;</s0:xml><s0:UUID>11111111-2222-3333-4444-000000000001</s0:UUID>"
            + Incident("FAKE1")));
        Assert.Equal("<a/>", Encoding.UTF8.GetString(
            Assert.IsType<StampOutcome.Stamped>(await Stamp("finkok", answering)).Xml));
    }

    [Theory]
    [InlineData(400, """{"message":"CFDI40108 - x","messageDetail":"d","data":null,"status":"error"}""", "refused")]
    [InlineData(400, """{"message":"307. El cfdi","data":{"cfdi":"<a/>"},"status":"error"}""", "already-stamped")]
    [InlineData(200, """{"data":{"cfdi":"<a/>","uuid":"x"},"status":"success"}""", "stamped")]
    [InlineData(401, "{}", "unavailable")]
    [InlineData(502, "<html/>", "unknown")]
    [InlineData(200, "<html/>", "unknown")]
    public async Task SWs_answers_say_what_became_of_it(int status, string body, string outcome)
    {
        Answering answering = new(status, body);
        Assert.Equal(outcome, (await Stamp("sw", answering)).Name);
        Assert.Equal("/v4/cfdi33/stamp/v4", answering.Path);
        Assert.Contains("name=xml", answering.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finkoks_answer_to_a_cancellation_is_that_of_the_document()
    {
        Answering answering = new(200, Envelope(
            "<s0:Folios><s0:Folio><s0:UUID>x</s0:UUID><s0:EstatusUUID>no_cancelable</s0:EstatusUUID></s0:Folio>"
            + "</s0:Folios><s0:CodEstatus>304</s0:CodEstatus>"));
        CancellationOrder order = new("A", Guid.NewGuid(), CancellationMotive.Wrong, null);
        CancelOutcome outcome = await Pac("finkok", answering).CancelAsync(
            new SignedCancellation(order, [1]), Cancellation);
        Assert.Equal("no_cancelable", Assert.IsType<CancelOutcome.Refused>(outcome).Code);
    }

    private static string Incident(string code) =>
        $"<s0:Incidencias><s0:Incidencia><s0:CodigoError>{code}</s0:CodigoError>"
        + "<s0:MensajeIncidencia>m</s0:MensajeIncidencia></s0:Incidencia></s0:Incidencias>";

    private static IPac Pac(string name, Answering answering) => PacClients.Create(
        name, new PacOptions(new Uri("http://127.0.0.1"), "u", "p", name == "sw" ? "t" : null),
        new HttpClient(answering));

    private static Task<StampOutcome> Stamp(string name, Answering answering) => Pac(name, answering).StampAsync(
        new PacDocument("invoice:1:1", "<a/>"u8.ToArray()), Cancellation);

    private static string Envelope(string result) =>
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:s0=\"apps\"><s:Body><r><x>"
        + $"{result}</x></r></s:Body></s:Envelope>";

    private sealed class Answering(int status, string body) : HttpMessageHandler
    {
        public string Sent { get; private set; } = "";

        public string Path { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri!.AbsolutePath;
            Sent = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        }
    }
}
