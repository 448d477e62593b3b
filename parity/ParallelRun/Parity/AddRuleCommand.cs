using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Parity;
using Strangler.Postgres;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary><c>parity rules add</c>: shows what a rule would have hidden, and adds it when that is confirmed.</summary>
internal static class AddRuleCommand
{
    private const int LongestText = 100;
    private const int LongestReason = 500;

    private static readonly Option<string> Path = new("--path")
    {
        Description = "Where, as verdicts write it but without list positions; * is one step, ** any number.",
        Required = true,
    };

    private static readonly Option<decimal?> Tolerance = new("--tolerance")
    {
        Description = "Pesos up to which a difference of two amounts is ignored; without it, any difference there.",
    };

    private static readonly Option<string> Expires = new("--expires")
    {
        Description = $"Until when: {MomentText.Forms}.",
        Required = true,
    };

    private static readonly Option<string?> Operation = new("--operation")
    {
        Description = "Without it, every operation.",
    };

    private static readonly Option<string?> Group = new("--group")
    {
        Description = "Without it, every billing group.",
    };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Add it without asking." };

    public static Command Create()
    {
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        why.Aliases.Add("--reason");
        Option<string?> database = DatabaseOption.Create();
        Command command = new("add", "Ignore a difference from now on. Shows first what the rule would have hidden.")
        {
            Path, Tolerance, Operation, Group, Expires, why, who, Yes, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                NewRule rule = Read(parsed, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), now);
                RulePreview preview = await RulePreview.OfAsync(new VerdictQueries(open), rule, now, cancellation);
                preview.Write(output);
                return await AddAsync(parsed, open, rule, now, cancellation);
            },
            cancellation));
        return command;
    }

    private static async Task<int> AddAsync(
        ParseResult parsed, Database open, NewRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (!parsed.GetValue(Yes) && !await IsConfirmedAsync(output, cancellation))
        {
            throw new CommandFailedException("The rule was not added.");
        }

        try
        {
            StoredRule added = await new RuleStore(open).AddAsync(rule, now, cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Rule {added.Id} is in force until {rule.Expires:yyyy-MM-dd HH:mm} UTC."));
            return ExitCode.Done;
        }
        catch (InvalidOperationException refused)
        {
            throw new CommandFailedException(refused.Message);
        }
    }

    private static async Task<bool> IsConfirmedAsync(TextWriter output, CancellationToken cancellation)
    {
        if (Console.IsInputRedirected)
        {
            await output.WriteLineAsync("Nobody is there to ask: say --yes to add it.");
            return false;
        }

        await output.WriteAsync("Add the rule? [y/N] ");
        await output.FlushAsync(cancellation);
        return (await Console.In.ReadLineAsync(cancellation))?.Trim() is "y" or "Y" or "yes";
    }

    private static NewRule Read(ParseResult parsed, string who, string why, DateTimeOffset now)
    {
        string path = parsed.GetRequiredValue(Path);
        (string? operation, string? group) =
            ScopeOfParity.Named(parsed.GetValue(Operation), parsed.GetValue(Group));
        NewRule rule = new(
            operation, group, path, parsed.GetValue(Tolerance), who.Trim(), why.Trim(),
            ScopeOfParity.Moment(parsed.GetRequiredValue(Expires), now, 1));
        return Problem(rule, now) is { } problem ? throw new CommandFailedException(problem) : rule;
    }

    private static string? Problem(NewRule rule, DateTimeOffset now) =>
        PathPattern.Problem(rule.Path) is { } path ? path
        : rule.MoneyTolerance < 0 ? "--tolerance is not negative."
        : rule.Expires <= now ? "--expires is not in the future."
        : rule.Why.Length is 0 or > LongestReason ? $"--why has 1 to {LongestReason} characters."
        : rule.Who.Length is 0 or > LongestText ? $"--who has 1 to {LongestText} characters."
        : null;
}
