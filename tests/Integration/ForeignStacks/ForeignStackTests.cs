using Strangler.AquaCis.Contracts;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>SOAP libraries of other languages, each with a client generated from the gateway's own WSDL.</summary>
[Collection(ProductCollection.Name)]
public sealed class ForeignStackTests(RunningProduct product, StackRuns runs) : IClassFixture<StackRuns>
{
    private const int FewestOperations = 25;

    public static TheoryData<string> Stacks => [.. ForeignStack.All.Select(stack => stack.Name)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_foreign_stack_makes_every_planned_call_through_the_gateway(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);

        Assert.Equal(
            run.Plan.Calls.Select(call => $"{stack} {call.Service}.{call.Operation}"),
            run.Lines.Select(line => $"{line.Stack} {line.Service}.{line.Operation}"));
        Assert.True(run.Lines.All(line => line.Ok), string.Join('\n', run.Lines.Where(line => !line.Ok)));
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_call_of_a_foreign_stack_left_the_gateway_for_its_service(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);

        Assert.Equal(
            run.Plan.Calls.Select(call => ContractCatalog.ServicesPath + call.Service),
            run.Relayed.Select(post => post.Path));
        Assert.All(run.Plan.Calls.Zip(run.Relayed), pair =>
            Assert.Contains($":{pair.First.Operation}", pair.Second.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_foreign_stack_calls_at_least_25_operations_over_all_five_services(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);
        List<StackLine> answered = [.. run.Lines.Where(line => line.Ok)];

        Assert.True(answered.Select(line => (line.Service, line.Operation)).Distinct().Count() >= FewestOperations);
        Assert.Equal(
            ContractCatalog.AquaCis.Services.Select(service => service.Name).Order(),
            answered.Select(line => line.Service).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_foreign_stack_reads_the_values_that_the_extract_holds(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);
        Assert.True(run.Unmet.Count == 0, string.Join('\n', run.Unmet));
        Assert.Equal(run.Plan.Calls.Count, run.Lines.Count);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_UsernameToken_of_a_foreign_stack_reaches_legacy(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);
        List<string> secured =
        [
            .. run.Relayed.Select(post => post.Text)
                .Where(body => body.Contains($"Username>{run.Plan.User}<", StringComparison.Ordinal)),
        ];

        Assert.Equal(run.Plan.Calls.Count(call => call.Secured), secured.Count);
        Assert.All(secured, body => Assert.Contains("s3cr&lt;t &amp; más<", body, StringComparison.Ordinal));
    }

    /// <summary>WIRE-FACTS 3: one operation is published under the soapAction of another.</summary>
    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_one_wrong_soapAction_is_sent_and_misleads_nobody(string stack)
    {
        StackRun run = await runs.OfAsync(stack, product, TestContext.Current.CancellationToken);
        RelayedRequest post = run.Relayed.Single(post =>
            post.Text.Contains(":getPdfDocumentoFactura", StringComparison.Ordinal));

        Assert.Equal("getPdfFactura", post.SoapAction?.Trim('"'));
        Assert.True(run.Lines.Single(line => line.Operation == "getPdfDocumentoFactura").Ok);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void No_two_stacks_write_to_one_contract(string stack)
    {
        StackSubjects mine = StackSubjects.For(ForeignStack.All.ToList().FindIndex(known => known.Name == stack));
        IEnumerable<StackSubjects> others = Enumerable.Range(0, ForeignStack.All.Count).Select(StackSubjects.For)
            .Where(subjects => subjects != mine);

        Assert.All(others, other =>
        {
            Assert.NotEqual(other.Payer.Number, mine.Payer.Number);
            Assert.NotEqual(other.Written.Number, mine.Written.Number);
        });
    }
}
