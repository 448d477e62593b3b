using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>Amounts, quantities and days as people write them, the same on every machine.</summary>
internal static class ExactOption
{
    private const decimal Largest = 100_000_000;
    private const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public static Option<string?> Create(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        Required = required,
    };

    /// <exception cref="CommandFailedException">It is no number.</exception>
    public static decimal? Number(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } text ? null
            : decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)
                && Math.Abs(value) <= Largest
                ? value
                : throw new CommandFailedException($"{option.Name} is a number like 20 or 20.5, not {text}.");

    /// <summary>Pesos, with two decimals at most.</summary>
    /// <exception cref="CommandFailedException">It is no amount.</exception>
    public static Money? Pesos(ParseResult parsed, Option<string?> option) =>
        Number(parsed, option) is not { } value ? null
            : decimal.Round(value, 2) == value
                ? Money.FromPesos(value)
                : throw new CommandFailedException($"{option.Name} {value} has parts of a centavo.");

    /// <exception cref="CommandFailedException">It is no day.</exception>
    public static DateOnly? Day(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } text ? null
            : DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                && day.Year is > 1900 and < 9000
                ? day
                : throw new CommandFailedException($"{option.Name} is a day like 2026-02-28, not {text}.");
}
