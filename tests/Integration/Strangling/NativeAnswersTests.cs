using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>Whoever answers the seven debt queries, consumers get the same bytes.</summary>
public sealed class NativeAnswersTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string RoutedGroup = "12/M01";

    private static readonly DebtCall[] Odd =
    [
        .. DebtCall.Identified.SelectMany(operation => new[]
        {
            DebtCall.By(operation, "CONTRATO", "999999"), DebtCall.By(operation, "CONTRATO", "garbage"),
            DebtCall.By(operation, "CONTRATO", ""), DebtCall.By(operation, "REFERENCIA", "01004000023"),
            DebtCall.By(operation, "NIF", "XAXX010101000"), DebtCall.By(operation, "NONSENSE", "400002"),
        }),
        new("getDeuda", ""),
        new("getDeudaTotalConFacturas", "<contrato>7</contrato>"),
        new("getDeudaTotalConFacturas", "<contrato>none</contrato>"),
        new("getImpagadosContrato", "<contrato>1</contrato><nif>EKU9003173C9</nif>"),
        new("getContratoPorContratoConDeuda", "<entrada/>"),
        DebtCall.AboutHolder("NOBODY"), DebtCall.AboutHolder(""),
    ];

    private static ParallelOptions AFew => new()
    {
        MaxDegreeOfParallelism = 4,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    /// <summary>Every contract in every query, and some by reference; every tax id; what cannot be answered.</summary>
    private static (DebtCall Call, string? Group)[] Everything =>
    [
        .. SampleCustomer.All.SelectMany(customer => DebtCall.About(customer.Contract, customer.TaxId)
            .Append(DebtCall.By("getDeuda", "REFERENCIA", customer.Reference))
            .Select(call => (call, (string?)customer.Group))),
        .. SampleCustomer.All.Select(customer => customer.TaxId).Distinct()
            .Select(taxId => (DebtCall.AboutHolder(taxId), SampleCustomer.GroupOfTaxId(taxId))),
        .. Odd.Select(call => (call, (string?)null)),
    ];

    [Fact]
    public async Task Routed_native_every_contract_gets_from_native_the_bytes_that_legacy_gives()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await AssertSameAsync(gateway, group => group is null ? "legacy" : "native");
    }

    [Fact]
    public async Task Routed_to_legacy_every_contract_gets_the_same_through_pass_through()
    {
        await stage.RouteAsync("legacy");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await AssertSameAsync(gateway, _ => "legacy");
    }

    [Fact]
    public async Task Of_one_group_routed_native_only_its_contracts_are_answered_by_native()
    {
        await stage.RouteAsync("native", RoutedGroup);
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await AssertSameAsync(gateway, group => group == RoutedGroup ? "native" : "legacy");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
        + "<o:getDeuda xmlns:o='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'><valor>400002</e:Body>")]
    public async Task What_cannot_be_read_is_never_answered_by_native(string body)
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        ExplainedAnswer answer = await DebtCall.AskAsync(gateway.Address, body);
        Assert.Equal((500, true), (answer.Status, answer.Text.Contains("<faultstring>", StringComparison.Ordinal)));
        Assert.NotEqual("native", answer.Explanation?.By);
    }

    private async Task AssertSameAsync(RunningGateway gateway, Func<string?, string> whoAnswers)
    {
        int asked = 0;
        await Parallel.ForEachAsync(Everything, AFew, async (each, _) =>
        {
            ExplainedAnswer expected = await each.Call.AskAsync(stage.Legacy);
            ExplainedAnswer actual = await each.Call.AskAsync(gateway.Address);
            Assert.Equal(expected.Seen, actual.Seen);
            Assert.Equal((each.Call, whoAnswers(each.Group)), (each.Call, actual.Explanation?.By));
            Interlocked.Increment(ref asked);
        });
        Assert.True(asked > 2_100, $"{asked} calls");
    }
}
