using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Receivables;

/// <summary>Whose money, by which reference, on which day.</summary>
internal sealed class MoneyOptions
{
    private const int HighestContract = 99_999_999;
    private const int ReferenceLimit = 60;

    private readonly Option<string> _contract = new("--contract") { Description = "Whose.", Required = true };

    private readonly Option<string> _reference = new("--reference")
    {
        Description = "Names it: the same again does nothing.",
        Required = true,
    };

    private readonly Option<string?> _date = ExactOption.Create("--date", "The billing date; without it, today.");

    public Option<string> Who { get; } = AuditOptions.Who();

    public Option<string?> Database { get; } = DatabaseOption.Create();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_contract, _reference, _date, Who, Database])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="CommandFailedException">It is no contract number.</exception>
    public static ContractNumber Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= HighestContract
            ? new ContractNumber(number)
            : throw new CommandFailedException($"--contract {text}: a contract number has one to eight digits.");

    /// <exception cref="CommandFailedException">It is no contract number.</exception>
    public ContractNumber Contract(ParseResult parsed) => Number(parsed.GetRequiredValue(_contract));

    /// <exception cref="CommandFailedException">It is empty or too long.</exception>
    public string Reference(ParseResult parsed) =>
        parsed.GetRequiredValue(_reference).Trim() is { Length: > 0 and <= ReferenceLimit } text
            ? text
            : throw new CommandFailedException($"--reference has 1 to {ReferenceLimit} characters.");

    public DateOnly Day(ParseResult parsed) =>
        ExactOption.Day(parsed, _date) ?? LocalDay.Of(TimeProvider.System.GetUtcNow());
}
