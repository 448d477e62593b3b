using System.Xml.Linq;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Integration.Gateway;

public sealed class PublishingTests
{
    [Theory]
    [InlineData("?wsdl")]
    [InlineData("?WSDL")]
    [InlineData("?Wsdl")]
    [InlineData("?wsdl=1")]
    public async Task Each_service_publishes_its_wsdl_with_the_address_the_caller_used(string query)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        foreach (ServiceContract service in ContractCatalog.AquaCis.Services)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, ContractCatalog.ServicesPath + service.Name + query);
            request.Headers.Host = "water.example:81";
            Answered answer = await gateway.SendAsync(request);
            Assert.Equal(200, answer.Status);
            string address = XDocument.Parse(answer.Body).Descendants()
                .Single(element => element.Name.LocalName == "address").Attribute("location")!.Value;
            Assert.Equal($"http://water.example:81{ContractCatalog.ServicesPath}{service.Name}", address);
        }
    }

    [Fact]
    public async Task A_path_in_another_letter_case_is_the_same_service()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        string wsdl = await gateway.Client.GetStringAsync(
            RunningGateway.DebtPath.ToUpperInvariant() + "?wsdl", TestContext.Current.CancellationToken);
        Assert.Contains(RunningGateway.DebtPath, wsdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "https://portal.example/")]
    [InlineData(false, "http://127.0.0.1")]
    public async Task Behind_a_proxy_the_callers_address_is_what_the_proxy_says_if_it_is_trusted(
        bool trusted, string expected)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, $"--Publishing:TrustForwardedHeaders={trusted}");
        using HttpRequestMessage request = new(HttpMethod.Get, RunningGateway.DebtPath + "?wsdl");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "portal.example");
        Assert.Contains($"location=\"{expected}", (await gateway.SendAsync(request)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_at_the_root_sees_the_services()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<never/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        string page = await gateway.Client.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("InterfazGenericaContratacionWS</a>: 48 operations", page, StringComparison.Ordinal);
    }
}
