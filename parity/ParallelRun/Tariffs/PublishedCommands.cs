using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>The commands that look at published plans.</summary>
internal static class PublishedCommands
{
    public static Command CreateList()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "All published versions, with who published them and why.") { database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                IReadOnlyList<PublishedPlan> plans = await new PlanStore(open).ListAsync(cancellation);
                TextTable table = new("plan", "version", "use", "from", "to", "published (UTC)", "who", "why");
                foreach (PublishedPlan plan in plans)
                {
                    string at = plan.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss",
                        CultureInfo.InvariantCulture);
                    table.Add(
                        plan.Code, plan.Version, plan.Use, PlanText.Day(plan.EffectiveFrom),
                        PlanText.Day(plan.EffectiveTo), at, plan.Who, plan.Why);
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateShow()
    {
        Argument<string> code = new("PLAN") { Description = "Its code." };
        Option<string?> version = new("--version") { Description = "Without it, the one that begins last." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("show", "A published plan, as its file was.") { code, version, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                string? wanted = parsed.GetValue(version);
                PublishedPlan? found = (await new PlanStore(open).ListAsync(cancellation)).LastOrDefault(plan =>
                    plan.Code == parsed.GetValue(code) && (wanted is null || plan.Version == wanted));
                if (found is null)
                {
                    throw new CommandFailedException(
                        $"No plan {parsed.GetValue(code)} {wanted}".TrimEnd() + " has been published.");
                }

                await output.WriteLineAsync(found.Content.TrimEnd());
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
