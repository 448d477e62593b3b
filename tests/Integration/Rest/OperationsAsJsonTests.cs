using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Json;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>All operations of AquaCIS as JSON, on the ways of their SOAP requests.</summary>
public sealed class OperationsAsJsonTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Debt = "/api/aquacis/InterfazGenericaGestionDeudaWS/getDeudaTotalConFacturas";

    [Fact]
    public async Task Every_operation_answers_in_json_what_it_answers_in_soap()
    {
        await stage.RouteAsync("legacy");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        int answered = 0;
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            JsonObject request = ContractJson.RequestOf(operation);
            RestAnswer json = await caller.PostAsync(
                $"/api/aquacis/{operation.Service}/{operation.Name}", request.ToJsonString());
            System.Buffers.ArrayBufferWriter<byte> soap = new();
            JsonRequestTranslator.Write(soap, operation, Encoding.UTF8.GetBytes(request.ToJsonString()));
            var direct = await caller.Gateway.PostAsync(
                $"/Comercial/services/{operation.Service}", Encoding.UTF8.GetString(soap.WrittenSpan));
            Assert.True(direct.Status == 200 == (json.Status == 200), $"{operation}: {json.Body} {direct.Body}");
            if (json.Status == 200)
            {
                answered++;
                Assert.Equal("application/json", json.ContentType);
                SameValues.Assert(
                    XDocument.Parse(direct.Body).Descendants().First(one => one.Name.LocalName == "Body").Elements()
                        .First(),
                    json.Json, (RecordType)operation.Response.Type, operation.ToString());
            }
            else
            {
                Assert.Equal("application/problem+json", json.ContentType);
                Assert.Contains(json.Status, (int[])[422, 502]);
            }
        }

        Assert.True(answered > 60, $"{answered} answered");
    }

    [Theory]
    [InlineData("legacy", "legacy")]
    [InlineData("shadow", "legacy")]
    [InlineData("native", "native")]
    [InlineData("native-shadow", "native")]
    public async Task A_debt_is_the_same_json_on_every_route_and_says_who_answered(string mode, string by)
    {
        await stage.RouteAsync(mode);
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        int contract = SampleCustomer.All[0].Contract;

        string request = $$"""{"contrato": {{contract}}, "explotacion": null}""";

        RestAnswer answer = await caller.PostAsync(Debt, request, ("X-Strangler-Explain", "1"));
        RestAnswer plain = await caller.PostAsync(Debt, request);
        await stage.RouteAsync("legacy");
        await stage.RoutesReachAsync(caller.Gateway);
        RestAnswer legacys = await caller.PostAsync(Debt, request);

        Assert.Equal((200, legacys.Body), (answer.Status, answer.Body));
        Assert.StartsWith($"by={by}; mode={mode};", answer.AnsweredBy, StringComparison.Ordinal);
        Assert.Equal("", plain.AnsweredBy);
    }

    [Theory]
    [InlineData("{", 400, "\"pointer\":\"\"")]
    [InlineData("[]", 400, "not a JSON object")]
    [InlineData("", 400, "The body is empty")]
    [InlineData("""{"contrato": "1"}""", 400, "/contrato")]
    [InlineData("""{"contrato": 99999999999}""", 400, "-2147483648 to 2147483647")]
    [InlineData("""{"contrato": 1e400}""", 400, "/contrato")]
    [InlineData("""{"contrato": 1, "contrato": 1}""", 400, "twice")]
    [InlineData("""{"nothing": 1}""", 400, "/nothing")]
    [InlineData("""{"idioma": "\u0001"}""", 400, "control character")]
    [InlineData("""{"idioma": "\ud800"}""", 400, "not Unicode")]
    [InlineData("""{"contrato": [1]}""", 400, "/contrato")]
    [InlineData("""{"contrato": 1} x""", 400, "not JSON")]
    public async Task What_the_contract_does_not_allow_is_refused_with_its_place(string body, int status, string says)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.PostAsync(Debt, body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(says, answer.Body, StringComparison.Ordinal);
        Assert.Equal("/api/problems/bad-request", (string)answer.Json["type"]!);
    }

    [Fact]
    public async Task What_is_required_must_be_there()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.PostAsync(
            "/api/aquacis/InterfazGenericaGestionDeudaWS/cobrarReferencia", """{"referencia": "1"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("/datosCobro", (string)answer.Json["errors"]![0]!["pointer"]!);
    }

    [Fact]
    public async Task Nobody_is_answered_without_a_key_and_only_an_admin_writes()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        const string pay = "/api/aquacis/InterfazGenericaGestionDeudaWS/cobrarReferencia";

        Assert.Equal(401, (await caller.PostAsync(Debt, "{}", ("X-Api-Key", "wrong"))).Status);
        Assert.Equal(200, (await caller.PostAsync(Debt, """{"contrato":1}""", ("X-Api-Key", caller.Viewer))).Status);
        Assert.Equal(403, (await caller.PostAsync(pay, "{}", ("X-Api-Key", caller.Viewer))).Status);
        Assert.Equal(404, (await caller.PostAsync("/api/aquacis/x/y", "{}")).Status);
        Assert.Equal(405, (await caller.GetAsync(Debt)).Status);
        Assert.Equal(413, (await caller.PostAsync(
            Debt, $$"""{"idioma":"{{new string('a', 10 * 1024 * 1024)}}"}""", ("Expect", "100-continue"))).Status);
    }
}
