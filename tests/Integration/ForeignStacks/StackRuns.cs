using System.Collections.Concurrent;
using System.Text.Json;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>Runs each stack once, however many tests look at what it said.</summary>
public sealed class StackRuns
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);
    private readonly ConcurrentDictionary<string, Lazy<Task<StackRun>>> _byStack = new();

    /// <summary>Skips the test where the stack is not installed.</summary>
    internal async Task<StackRun> OfAsync(string name, RunningProduct product, CancellationToken cancellation)
    {
        ForeignStack stack = ForeignStack.All.Single(known => known.Name == name);
        Prerequisite.Require(await stack.IsInstalledAsync(cancellation), ForeignStack.HowToInstall);
        return await _byStack.GetOrAdd(name, _ => new(() => RunAsync(
            stack, StackPlan.For(stack), product.GatewayUrl, product.Relay, cancellation))).Value;
    }

    /// <param name="relay">What stands behind that gateway.</param>
    internal static async Task<StackRun> RunAsync(
        ForeignStack stack, StackPlan plan, string gatewayUrl, RecordingRelay relay, CancellationToken cancellation)
    {
        int before = relay.Posts.Count;
        ProgramResult result = await stack.CallAsync(plan.ToJson(gatewayUrl), cancellation);
        List<StackLine> lines = [];
        foreach (string line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add(JsonSerializer.Deserialize<StackLine>(line, Names)!);
        }

        return new StackRun(plan, lines, [.. relay.Posts.Skip(before)], result.ExitCode, result.Errors);
    }
}
