using System.CommandLine;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>Which database a command works on: its option, else STRANGLER_DB.</summary>
internal static class DatabaseOption
{
    public const string Variable = "STRANGLER_DB";

    public static Option<string?> Create() => new("--database")
    {
        Description = $"postgresql://user:password@host:port/database; without it, {Variable}.",
    };

    /// <exception cref="CommandFailedException">Neither names one.</exception>
    public static string Value(ParseResult parsed, Option<string?> option) =>
        (parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } named
            ? named
            : throw new CommandFailedException(
                $"There is no database. ./strangler starts one where PostgreSQL is installed; else set {Variable}.");
}
