using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Ledger;

/// <summary>Options that several ledger commands take.</summary>
internal static class LedgerOptions
{
    private const int HighestContract = 99_999_999;

    public static Option<string?> Contract(string description, bool required = false) => new("--contract")
    {
        Description = description,
        Required = required,
    };

    public static Option<string?> Day(string name, string description, bool required = false) => new(name)
    {
        Description = description + " As 2026-02-28.",
        Required = required,
    };

    /// <exception cref="CommandFailedException">It is no contract number.</exception>
    public static ContractNumber? Contract(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number <= HighestContract
                ? new ContractNumber(number)
                : throw new CommandFailedException($"--contract {text}: a contract number has one to eight digits.");

    /// <exception cref="CommandFailedException">It is no date.</exception>
    public static DateOnly? Day(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } text ? null
            : DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day
                : throw new CommandFailedException($"{option.Name} {text}: a date is written like 2026-02-28.");
}
