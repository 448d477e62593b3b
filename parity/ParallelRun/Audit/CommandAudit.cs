using System.CommandLine;
using System.CommandLine.Parsing;
using Npgsql;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Audit;

namespace Strangler.ParallelRun.Audit;

/// <summary>
/// Writes down every command that may change a database, before it runs and after. A command is one of those unless it
/// is named here as one that only looks: a new one is audited without anybody thinking of it.
/// </summary>
internal static class CommandAudit
{
    private static readonly string[] Looks =
    [
        "list", "show", "explain", "history", "summary", "verify", "trial-balance", "statement", "export", "check",
        "diff", "rate", "simulate", "preview", "status", "compare", "bench", "replay", "stand-in", "parallel-run",
    ];

    /// <summary>Options whose values say to what it was done; never a secret, a path or free text.</summary>
    private static readonly string[] Subjects =
    [
        "--name", "--role", "--scope", "--group", "--operation", "--service", "--mode", "--run", "--id", "--plan",
        "--provider", "--command",
    ];

    /// <summary>Runs a command that was understood.</summary>
    /// <exception cref="CommandFailedException">It cannot be written down, so it is not run.</exception>
    public static async Task<int> RunAsync(ParseResult parsed, Func<Task<int>> run)
    {
        if (parsed.Errors.Count > 0 || ConnectionOf(parsed) is not { } connection || IsLook(parsed))
        {
            return await run();
        }

        AdministrativeAct act = new(
            Guid.CreateVersion7(), WhoOf(parsed), string.Join(' ', NamesOf(parsed)), SubjectOf(parsed),
            $"command line of {Environment.UserName} at {Environment.MachineName}");
        await WriteAsync(connection, (audit, cancellation) => audit.BeginAsync(act, cancellation));
        string outcome = "failed";
        try
        {
            int code = await run();
            outcome = code == ExitCode.Done ? "done" : $"failed {code}";
            return code;
        }
        catch (OperationCanceledException)
        {
            outcome = "interrupted";
            throw;
        }
        finally
        {
            await WriteAsync(connection, (audit, cancellation) => audit.EndAsync(act, outcome, cancellation));
        }
    }

    private static async Task WriteAsync(string connection, Func<AuditStore, CancellationToken, Task> write)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        try
        {
            await using Database database = Database.Open(connection, "strangler audit");
            await new Migrator(database).MigrateAsync(limit.Token);
            await write(new AuditStore(database), limit.Token);
        }
        catch (Exception failure) when (failure is MigrationException or FormatException)
        {
            throw new CommandFailedException(failure.Message);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            throw new CommandFailedException($"The database failed: {failure.Message}");
        }
    }

    private static bool IsLook(ParseResult parsed) =>
        parsed.Action is System.CommandLine.Help.HelpAction || NamesOf(parsed).Any(Looks.Contains);

    private static string? ConnectionOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == "--database")
            is Option<string?> option
        && (parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(DatabaseOption.Variable))
            is { Length: > 0 } named
            ? named
            : null;

    private static string WhoOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == "--who") is Option<string> who
            ? parsed.GetValue(who) ?? Environment.UserName
            : Environment.UserName;

    /// <summary>The command's name and those above it, but the program's.</summary>
    private static IEnumerable<string> NamesOf(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Parent: not null } one; at = at.Parent)
        {
            names.Insert(0, one.Command.Name);
        }

        return names;
    }

    private static string SubjectOf(ParseResult parsed) => string.Join(' ', parsed.CommandResult.Children
        .OfType<OptionResult>()
        .Where(option => !option.Implicit && Subjects.Contains(option.Option.Name))
        .Select(option => $"{option.Option.Name} {string.Join(' ', option.Tokens.Select(token => token.Value))}"));
}
