using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Accounts;

/// <summary>The <c>accounts</c> commands: who may ask the native core with a WS-Security token.</summary>
internal static class AccountsCommand
{
    public static Command Create() => new(
        "accounts", "Consumers that the native core recognises by their WS-Security UsernameToken.")
    {
        CreateAdd(), CreateList(), AccountLimits.Create(), CreateRemove(),
    };

    private static Command CreateAdd()
    {
        Argument<string> name = new("username") { Description = "As in the token; letter case counts." };
        Option<bool> replace = new("--replace") { Description = "Give an account that exists a new password." };
        Option<int> hours = new("--keep-hours")
        {
            Description = "With --replace: so long is the password before good as well, 0 to 720 hours.",
        };
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 720)
            {
                result.AddError("--keep-hours is 0 to 720.");
            }
        });
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "add", "Add an account; its password is the first line of standard input, and only its hash is kept.")
        {
            name, replace, hours, database,
        };
        command.SetAction((parsed, cancellation) => AccountWork.RunAsync(
            DatabaseOption.Value(parsed, database),
            (store, stop) => AccountWork.AddAsync(
                store, parsed.GetRequiredValue(name), parsed.GetValue(replace),
                TimeSpan.FromHours(parsed.GetValue(hours)), parsed.InvocationConfiguration.Output, stop),
            cancellation));
        return command;
    }

    private static Command CreateList()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "Show the accounts, without anything secret.") { database };
        command.SetAction((parsed, cancellation) => AccountWork.RunAsync(
            DatabaseOption.Value(parsed, database),
            (store, stop) => AccountWork.ListAsync(store, parsed.InvocationConfiguration.Output, stop),
            cancellation));
        return command;
    }

    private static Command CreateRemove()
    {
        Argument<string> name = new("username");
        Option<string?> database = DatabaseOption.Create();
        Command command = new("remove", "Remove an account; gateways stop recognising it within seconds.")
        {
            name, database,
        };
        command.SetAction((parsed, cancellation) => AccountWork.RunAsync(
            DatabaseOption.Value(parsed, database),
            (store, stop) => AccountWork.RemoveAsync(
                store, parsed.GetRequiredValue(name), parsed.InvocationConfiguration.Output, stop),
            cancellation));
        return command;
    }
}
