using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.ParallelRun.Billing.Causes;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Parity;

/// <summary><c>parity explain add</c>: a person answers for a kind of difference, for a while.</summary>
internal static class AddExplanationCommand
{
    private const int LongestWho = 100;
    private const int LongestCause = 100;
    private const int LongestReason = 500;

    /// <summary>Eight digits.</summary>
    private const int LargestContract = 99_999_999;

    private static readonly Option<string?> Cause = new("--cause")
    {
        Description = "As differences.csv names it, like stale-tariff; without it, any of the contract.",
    };

    private static readonly Option<string?> Group = new("--group")
    {
        Description = "Only this billing group, like 1/M08.",
    };

    private static readonly Option<string?> Period = new("--period")
    {
        Description = "Only this period, like 2026-02.",
    };

    private static readonly Option<int?> Contract = new("--contract") { Description = "Only this contract." };

    private static readonly Option<string> Expires = new("--expires")
    {
        Description = $"Until when: {MomentText.Forms}.",
        Required = true,
    };

    public static Command Create()
    {
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        why.Aliases.Add("--reason");
        Option<string?> database = DatabaseOption.Create();
        Command command = new("add", "Answer for a cause or a contract. The next report counts its bills as explained.")
        {
            Cause, Group, Period, Contract, Expires, why, who, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                NewExplanation wanted = Read(parsed, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), now);
                StoredExplanation added = await new ExplanationStore(open).AddAsync(wanted, now, cancellation);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Explanation {added.Id} is in force until {wanted.Expires:yyyy-MM-dd HH:mm} UTC."));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    /// <exception cref="CommandFailedException">It is empty or too long.</exception>
    public static string Person(string who) => who.Trim() is { Length: > 0 and <= LongestWho } name
        ? name : throw new CommandFailedException($"--who has 1 to {LongestWho} characters.");

    private static NewExplanation Read(ParseResult parsed, string who, string why, DateTimeOffset now)
    {
        NewExplanation wanted = new(
            parsed.GetValue(Cause)?.Trim(), parsed.GetValue(Group) is { } group ? ScopeText.Group(group) : null,
            parsed.GetValue(Period) is { } period ? ScopeText.Cycle(period) : null, ContractOf(parsed), Person(who),
            why.Trim(), ScopeOfParity.Moment(parsed.GetRequiredValue(Expires), now, 1));
        return Problem(wanted, now) is { } problem ? throw new CommandFailedException(problem) : wanted;
    }

    private static ContractNumber? ContractOf(ParseResult parsed) => parsed.GetValue(Contract) switch
    {
        null => null,
        { } number when number is > 0 and <= LargestContract => new ContractNumber(number),
        { } number => throw new CommandFailedException($"{number} is no contract number."),
    };

    private static string? Problem(NewExplanation wanted, DateTimeOffset now) =>
        wanted.Cause is null && wanted.Contract is null ? "Say which: --cause, --contract or both."
        : wanted.Cause is { } cause && (cause.Length > LongestCause || !CauseNames.IsKnown(cause))
            ? $"{cause} is no cause that a report names."
        : wanted.Expires <= now ? "--expires is not in the future."
        : wanted.Why.Length is 0 or > LongestReason ? $"--why has 1 to {LongestReason} characters."
        : null;
}
