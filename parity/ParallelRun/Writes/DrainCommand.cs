using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Routes;
using Strangler.Postgres.Writes;

namespace Strangler.ParallelRun.Writes;

/// <summary><c>writes drain</c>: waits until a change of routes is live for writes, too.</summary>
internal static class DrainCommand
{
    private const int UsualSeconds = 120;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        Option<long?> version = new("--routes") { Description = "Version of the routes; the present one if not said." };
        Option<int> seconds = new("--wait")
        {
            Description = "Seconds to wait at most.",
            DefaultValueFactory = _ => UsualSeconds,
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("drain", "Wait until no write of older routes is under way.")
        {
            version, seconds, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetValue(version) ?? (await new RouteStore(open).LoadAsync(cancellation)).Version;
                TimeProvider clock = TimeProvider.System;
                DateTimeOffset limit = clock.GetUtcNow().AddSeconds(parsed.GetValue(seconds));
                WriteQueries queries = new(open);
                long left;
                while ((left = await queries.OlderThanAsync(asked, cancellation)) > 0
                    && clock.GetUtcNow() < limit)
                {
                    await output.WriteLineAsync($"{left} writes of older routes are under way.");
                    await Task.Delay(Pause, cancellation);
                }

                await output.WriteLineAsync(left == 0
                    ? $"No write of routes before version {asked} is under way."
                    : $"{left} writes of routes before version {asked} are still under way.");
                return left == 0 ? ExitCode.Done : ExitCode.Failed;
            },
            cancellation));
        return command;
    }
}
