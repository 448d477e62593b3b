using System.CommandLine;
using System.CommandLine.Parsing;
using Strangler.AquaCis.Contracts;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Accounts;

/// <summary>The <c>accounts limit</c> command: what an account may ask, and how much of it.</summary>
internal static class AccountLimits
{
    public static Command Create()
    {
        Argument<string> name = new("username");
        Option<string[]> operations = new("--operation")
        {
            Description = "Only these; without any, every operation.",
            AllowMultipleArgumentsPerToken = true,
        };
        operations.Validators.Add(RefuseUnknown);
        Option<int?> perSecond = new("--per-second") { Description = "Requests a second to one gateway." };
        Option<int?> perDay = new("--per-day") { Description = "Requests in 24 hours to one gateway." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "limit", "Set what an account may ask of the native core, and how much; what is not named is not limited.")
        {
            name, operations, perSecond, perDay, database,
        };
        command.SetAction((parsed, cancellation) => AccountWork.RunAsync(
            DatabaseOption.Value(parsed, database),
            async (store, stop) =>
            {
                string username = parsed.GetRequiredValue(name);
                string[]? only = parsed.GetValue(operations) is { Length: > 0 } named ? named : null;
                if (!await store.LimitAsync(
                    username, only, parsed.GetValue(perSecond), parsed.GetValue(perDay), stop))
                {
                    throw new CommandFailedException($"There is no account {username}.");
                }

                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"The limits of {username} are kept. Gateways follow within seconds.");
            },
            cancellation));
        return command;
    }

    private static void RefuseUnknown(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (!ContractCatalog.AquaCis.Operations.Any(operation => operation.Name == token.Value))
            {
                result.AddError($"AquaCIS has no operation {token.Value}.");
            }
        }
    }
}
