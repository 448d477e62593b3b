using System.CommandLine;
using Npgsql;
using Strangler.Postgres;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>A short piece of work on the database, whose failures are messages for an operator.</summary>
internal static class DatabaseWork
{
    public static async Task<int> RunAsync(
        ParseResult parsed, Option<string?> option, Func<Database, TextWriter, Task<int>> work,
        CancellationToken cancellation)
    {
        try
        {
            await using Database database = Database.Open(DatabaseOption.Value(parsed, option), "strangler routes");
            await new Migrator(database).MigrateAsync(cancellation);
            return await work(database, parsed.InvocationConfiguration.Output);
        }
        catch (Exception failure) when (failure is MigrationException or FormatException)
        {
            throw new CommandFailedException(failure.Message);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException
            && !cancellation.IsCancellationRequested)
        {
            throw new CommandFailedException($"The database failed: {failure.Message}");
        }
    }
}
