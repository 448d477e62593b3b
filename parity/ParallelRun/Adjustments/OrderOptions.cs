using System.CommandLine;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Adjustments;

namespace Strangler.ParallelRun.Adjustments;

/// <summary>The options of all adjustments.</summary>
internal sealed class OrderOptions
{
    private const int ReferenceLimit = 60;
    private const int ActorLimit = 100;
    private const int ReasonLimit = 500;

    private readonly Option<string> _invoice = new("--invoice")
    {
        Description = "The invoice's number, like F0001-2026-00000012.",
        Required = true,
    };

    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who adjusts; without it, the user of this session.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, for the note and the ledger.",
        Required = true,
    };

    private readonly Option<string> _reference = new("--reference")
    {
        Description = "Tells two adjustments of one kind and invoice apart: the number of a claim.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string?> _date = ExactOption.Create("--date", "The note's date; without it, today.");

    private readonly Option<bool> _simulate = new("--simulate") { Description = "Show it; write nothing." };

    public Option<string?> Database { get; } = DatabaseOption.Create();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_invoice, _actor, _reason, _reference, _date, _simulate, Database])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="CommandFailedException">A text is empty or too long.</exception>
    public (string Invoice, AdjustmentOrder Order) Read(ParseResult parsed)
    {
        string reference = parsed.GetRequiredValue(_reference).Trim();
        return reference.Length > ReferenceLimit
            ? throw new CommandFailedException($"--reference has more than {ReferenceLimit} characters.")
            : (parsed.GetRequiredValue(_invoice).Trim(), new AdjustmentOrder(
                Text(parsed, _actor, ActorLimit), Text(parsed, _reason, ReasonLimit),
                ExactOption.Day(parsed, _date) ?? LocalDay.Of(TimeProvider.System.GetUtcNow()),
                parsed.GetValue(_simulate), reference));
    }

    private static string Text(ParseResult parsed, Option<string> option, int limit) =>
        parsed.GetRequiredValue(option).Trim() is { Length: > 0 } text && text.Length <= limit
            ? text
            : throw new CommandFailedException($"{option.Name} has 1 to {limit} characters.");
}
