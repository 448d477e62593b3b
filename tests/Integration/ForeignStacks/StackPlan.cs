using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>All that one stack calls, in order.</summary>
internal sealed record StackPlan(string User, IReadOnlyList<PlannedCall> Calls)
{
    /// <summary>With the characters that XML escapes, which a header written by hand gets wrong first.</summary>
    public const string Password = "s3cr<t & más";

    public static StackPlan For(ForeignStack stack)
    {
        StackSubjects subjects = StackSubjects.For(ForeignStack.All.ToList().IndexOf(stack));
        return new StackPlan($"consumer-{stack.Name}",
        [
            .. ReadingsCalls.About(subjects),
            .. ContractsCalls.About(subjects),
            .. DebtCalls.About(subjects),
            .. MetersCalls.About(subjects),
            .. WorkOrderCalls.About(subjects),
        ]);
    }

    /// <summary>As the client programs read it.</summary>
    public string ToJson(string baseUrl) => JsonSerializer.Serialize(new
    {
        baseUrl,
        user = User,
        password = Password,
        calls = Calls.Select(call => new
        {
            service = call.Service,
            operation = call.Operation,
            arguments = JsonNode.Parse(call.Arguments),
            expect = call.Expect,
            secured = call.Secured,
        }),
    });
}
