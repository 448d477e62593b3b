using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Strangler.AquaCis.StandIn.Alterations;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Failures;
using Strangler.AquaCis.StandIn.Serving;

namespace Strangler.Tests.Unit.StandIn;

public sealed class SoapEndpointTests
{
    private const string Envelope =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><getDeuda "
        + "xmlns='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'/></e:Body></e:Envelope>";

    [Fact]
    public async Task An_answer_that_breaks_becomes_a_fault_that_tells_nothing_of_the_inside()
    {
        (int status, string body) = await AskAsync(_ => throw new InvalidOperationException("secret"));

        Assert.Equal(500, status);
        Assert.Contains(
            "<faultcode>soap:Server</faultcode><faultstring>The operation could not be answered.</faultstring>", body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_in_its_middle_leaves_nothing_of_itself_before_the_fault()
    {
        (int status, string body) = await AskAsync(_ => Answer.Of(reply =>
        {
            reply.Record("return", result => result.Record("deuda", debt => debt.Value("deuda", 5m)));
            throw new InvalidOperationException("secret");
        }));

        Assert.Equal(500, status);
        Assert.StartsWith("<soap:Envelope", body, StringComparison.Ordinal);
        Assert.DoesNotContain("deuda", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> AskAsync(Func<AquaCis.Soap.WireRecord, Answer> answer)
    {
        AnswerTable table = new AnswerTable().On(ServicePaths.Debt, "getDeuda", answer);
        SoapEndpoint endpoint = new(
            table, new FailurePlan(), new AlterationPlan(), TimeProvider.System, 1000, NullLoggerFactory.Instance);
        using MemoryStream sent = new();
        DefaultHttpContext http = new();
        http.Request.Method = "POST";
        http.Request.Path = "/Comercial/services/" + ServicePaths.Debt;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Envelope));
        http.Response.Body = sent;
        await endpoint.AnswerAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(sent.ToArray()));
    }
}
