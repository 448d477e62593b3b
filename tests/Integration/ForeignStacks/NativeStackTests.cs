using Strangler.AquaCis.Contracts;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>
/// The same plan once more, all that can be native done natively, payments too, beside a gateway that only passes
/// through.
/// </summary>
public sealed class NativeStackTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Stacks => ForeignStackTests.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_foreign_stack_reads_the_same_from_native_as_through_pass_through(string name)
    {
        ForeignStack stack = ForeignStack.All.Single(known => known.Name == name);
        Prerequisite.Require(await stack.IsInstalledAsync(Cancellation), ForeignStack.HowToInstall);
        StackPlan plan = StackPlan.For(stack);
        await using NativeProduct native = await NativeProduct.StartAsync(cluster);
        await using RunningProduct passing = new() { Clock = TimeProvider.System };
        await passing.InitializeAsync();

        StackRun passed = await StackRuns.RunAsync(stack, plan, passing.GatewayUrl, passing.Relay, Cancellation);
        StackRun answered = await StackRuns.RunAsync(stack, plan, native.GatewayUrl, native.Relay, Cancellation);

        Assert.True(answered.ExitCode == 0, answered.Errors);
        Assert.True(answered.Unmet.Count == 0, string.Join('\n', answered.Unmet));
        Assert.Equal(NativeLines(passed), NativeLines(answered));
        Assert.True(await native.CountAsync("SELECT count(*) FROM native_payment") > 0);
        Assert.Equal(
            plan.Calls.Where(call => !IsAnsweredNatively(call))
                .Select(call => ContractCatalog.ServicesPath + call.Service),
            answered.Relayed.Select(post => post.Path));
    }

    /// <summary>Who is unknown has no billing group, and legacy answers about them.</summary>
    private static bool IsAnsweredNatively(PlannedCall call) =>
        NativeProduct.IsNative(call.Service, call.Operation)
        && !call.Arguments.Contains($"{StackSubjects.UnknownContract}", StringComparison.Ordinal)
        && !call.Arguments.Contains(StackSubjects.UnknownTaxId, StringComparison.Ordinal);

    /// <summary>
    /// What the stack understood of the answers that native gives, to the last character; of a PDF, that it is one.
    /// </summary>
    private static List<string> NativeLines(StackRun run)
    {
        List<string> lines =
        [
            .. run.Lines.Where(line => NativeProduct.IsNative(line.Service, line.Operation))
                .Select(line => $"{line.Operation} {line.Ok} {PdfMask.Of(line.Detail.GetRawText())}"),
        ];
        Assert.NotEmpty(lines);
        return lines;
    }
}
