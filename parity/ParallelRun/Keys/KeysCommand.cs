using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Keys;

namespace Strangler.ParallelRun.Keys;

/// <summary>The <c>keys</c> commands: who may use the admin API.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Keys to the admin API. Only a hash of each is kept.")
    {
        CreateAdd(), CreateList(), CreateRevoke(),
    };

    private static Command CreateAdd()
    {
        Option<string> name = Name("Whose key it is: what the history of routes will say.");
        Option<ApiKeyRole> role = new("--role")
        {
            Description = "Admin changes routes; viewer only looks.",
            DefaultValueFactory = _ => ApiKeyRole.Admin,
        };
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("add", "Make a key and print it, once.") { name, role, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                string named = parsed.GetRequiredValue(name);
                ApiKeyText key = await new ApiKeyStore(open).AddAsync(
                    named, parsed.GetValue(role), parsed.GetRequiredValue(who), cancellation)
                    ?? throw new CommandFailedException(
                        $"There is, or was, a key named {named}; the history knows it by that name. Choose another.");
                await output.WriteLineAsync(key.Reveal());
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateList()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "All keys there ever were.") { database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                TextTable table = new("name", "role", "id", "made (UTC)", "by", "revoked (UTC)", "by");
                foreach (ApiKey key in await new ApiKeyStore(open).ListAsync(cancellation))
                {
                    table.Add(
                        key.Name, key.Role == ApiKeyRole.Admin ? "admin" : "viewer", key.Id, When(key.CreatedAt),
                        key.CreatedBy, When(key.RevokedAt), key.RevokedBy);
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateRevoke()
    {
        Option<string> name = Name("Whose key is no longer good.");
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("revoke", "End a key, at once and for good.") { name, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                string named = parsed.GetRequiredValue(name);
                if (!await new ApiKeyStore(open).RevokeAsync(named, parsed.GetRequiredValue(who), cancellation))
                {
                    throw new CommandFailedException($"There is no good key named {named}.");
                }

                await output.WriteLineAsync($"The key of {named} is revoked.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Option<string> Name(string description)
    {
        Option<string> name = new("--name") { Description = description, Required = true };
        name.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value.Trim().Length is 0 or > ApiKeyStore.NameLimit)
            {
                result.AddError($"--name must have 1 to {ApiKeyStore.NameLimit} characters.");
            }
        });
        return name;
    }

    private static string? When(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
