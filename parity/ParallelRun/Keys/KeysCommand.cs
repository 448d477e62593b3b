using System.CommandLine;
using System.Globalization;
using Strangler.Core.Access;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Keys;

namespace Strangler.ParallelRun.Keys;

/// <summary>The <c>keys</c> commands: who may use /admin and /api.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Keys to /admin and /api. Only a hash of each is kept.")
    {
        CreateAdd(), CreateList(), CreateRotate(), CreateRevoke(),
    };

    private static Command CreateAdd()
    {
        Option<string> name = Name("Whose key it is: what the history of routes will say.");
        KeyTermsOptions terms = new();
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("add", "Make a key and print it, once.") { name, who, database };
        terms.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                string named = parsed.GetRequiredValue(name);
                ApiKeyText key = await new ApiKeyStore(open).AddAsync(
                    named, terms.Read(parsed, TimeProvider.System.GetUtcNow()),
                    parsed.GetRequiredValue(who), cancellation)
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
                TextTable table = new(
                    "name", "role", "only", "id", "made (UTC)", "by", "good until (UTC)", "last used (UTC)",
                    "revoked (UTC)", "by");
                foreach (ApiKey key in await new ApiKeyStore(open).ListAsync(cancellation))
                {
                    table.Add(
                        key.Name, key.Terms.Role.Text(),
                        key.Terms.Scopes is { } scopes ? string.Join(' ', scopes) : null, key.Id, When(key.CreatedAt),
                        key.CreatedBy, When(key.Terms.ExpiresAt), When(key.LastUsedAt), When(key.RevokedAt),
                        key.RevokedBy);
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateRotate()
    {
        Option<string> name = Name("Whose key gets a new secret.");
        Option<int> hours = new("--keep-hours")
        {
            Description = "So long is the secret before this one good as well, 0 to 720 hours.",
            DefaultValueFactory = _ => 24,
        };
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 720)
            {
                result.AddError("--keep-hours is 0 to 720.");
            }
        });
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("rotate", "Give a key a new secret and print it, once.") { name, hours, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                string named = parsed.GetRequiredValue(name);
                ApiKeyText key = await new ApiKeyStore(open).RotateAsync(
                    named, TimeSpan.FromHours(parsed.GetValue(hours)), parsed.GetRequiredValue(who), cancellation)
                    ?? throw new CommandFailedException($"There is no good key named {named}.");
                await output.WriteLineAsync(key.Reveal());
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
