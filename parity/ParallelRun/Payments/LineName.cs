using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Payments;

/// <summary>A line of a statement as people name it: <c>12/345</c>, statement 12, line 345.</summary>
internal static class LineName
{
    public static Option<string?> Option() => new("--line")
    {
        Description = "Of a statement, as payments list --state lines shows it: 12/345.",
    };

    /// <returns>Null where none is named.</returns>
    /// <exception cref="CommandFailedException">It is no line.</exception>
    public static (long Statement, int Line)? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is not { } text ? null
        : text.Split('/') is [var first, var second]
            && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long statement)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? (statement, line)
            : throw new CommandFailedException($"{option.Name} is a line like 12/345, not {text}.");
}
